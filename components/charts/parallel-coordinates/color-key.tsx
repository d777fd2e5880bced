import { cn } from '~/components/lib/cn'
import { formatNumber } from '~/components/lib/format'
import type { Goal } from '~/server/domain/objective'
import { type Axis, categoryLabel, isOrdered } from '../prepare/parameter-axis'
import { choiceColor } from './line-colors'
import { qualityColor } from './quality-color'

type ColorKeyProps = { axis: Axis; goal: Goal; span: readonly [number, number] }

const CHOICES_SHOWN = 8

/** What the colours mean: the scale with both ends in numbers, or a sample of each choice. */
export function ColorKey({ axis, goal, span }: ColorKeyProps) {
  if (axis.kind === 'category' && !isOrdered(axis)) return <ChoiceKey label={axis.label} categories={axis.categories} />
  if (axis.kind === 'category') {
    const [first = '', last = first] = [axis.categories[0], axis.categories.at(-1)]
    return <Scale label={axis.label} from={categoryLabel(first)} to={categoryLabel(last)} />
  }
  if (!axis.isObjective) {
    return <Scale label={axis.label} from={formatNumber(axis.domain[0])} to={formatNumber(axis.domain[1])} />
  }
  const [worst, best] = goal === 'maximize' ? span : [span[1], span[0]]
  return <Scale label={axis.label} from={formatNumber(worst)} to={`${formatNumber(best)} best`} />
}

function Scale({ label, from, to }: { label: string; from: string; to: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-12 text-muted tabular-nums">
      <span className="max-sm:sr-only">{label}</span>
      {from}
      {/* Both themes are written and the style sheet chooses: the server does not know the reader's. */}
      <Ramp isDark={false} className="dark:hidden" />
      <Ramp isDark className="hidden dark:block" />
      {to}
    </span>
  )
}

function Ramp({ isDark, className }: { isDark: boolean; className: string }) {
  const stops = [0, 0.25, 0.5, 0.75, 1].map((quality) => qualityColor(quality, isDark)).join(', ')
  return (
    <span
      aria-hidden="true"
      className={cn('h-2 w-20 rounded-sm', className)}
      style={{ background: `linear-gradient(to right, ${stops})` }}
    />
  )
}

function ChoiceKey({ label, categories }: { label: string; categories: readonly string[] }) {
  const shown = categories.slice(0, CHOICES_SHOWN)
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-1 text-12 text-muted">
      <span className="max-sm:sr-only">{label}</span>
      {shown.map((json, choice) => (
        <span key={json} className="inline-flex items-center gap-1">
          <span aria-hidden="true" className="h-2 w-3 rounded-sm" style={{ background: choiceColor(choice) }} />
          <span className="max-w-24 truncate">{categoryLabel(json)}</span>
        </span>
      ))}
      {shown.length < categories.length && `and ${categories.length - shown.length} more`}
    </span>
  )
}
