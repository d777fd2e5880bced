import Link from 'next/link'
import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { cn } from '~/components/lib/cn'
import { countOf, formatDuration, formatNumber } from '~/components/lib/format'
import { runHref, sweepHref } from '~/components/lib/paths'
import { Checkbox } from '~/components/ui/checkbox'
import type { ProjectPath } from '~/server/domain/ids'
import type { SweepSummary } from '~/server/domain/sweep'
import { MethodWord } from '../method-word'
import { BestSpark } from './best-spark'
import { RunsBar } from './runs-bar'

/** Two lines of text; all rows are as high, so that they can be drawn as far as they are seen. */
export const SWEEP_ROW_HEIGHT = 52

type SweepRowProps = {
  sweep: SweepSummary
  index: number
  path: ProjectPath
  isTicked: boolean
  onTick: (id: string) => void
}

/** On a phone what matters stays: which sweep and how it stands, how good it is. */
export function SweepRow({ sweep, index, path, isTicked, onTick }: SweepRowProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      className={cn('border-hairline border-b hover:bg-hover', isTicked && 'bg-selected hover:bg-selected')}
      style={{ height: SWEEP_ROW_HEIGHT }}
    >
      <td className="w-8 py-1 pr-2">
        <Checkbox
          checked={isTicked}
          onCheckedChange={() => onTick(sweep.id)}
          aria-label={`Choose ${sweep.name}`}
          className="align-middle"
        />
      </td>
      <td className="w-full max-w-0 py-1 pr-2">
        <Link href={sweepHref(path, sweep.id)} className="link block truncate font-medium" title={sweep.name}>
          {sweep.name}
        </Link>
        <span className="flex items-center gap-x-2 truncate text-12 text-muted">
          <span className="flex items-center gap-2 sm:hidden">
            <StateMark state={sweep.state} />
            <MethodWord method={sweep.method} />
          </span>
          <span className="truncate max-sm:hidden">
            {sweep.objective === null ? 'no metric named' : `${sweep.objective.goal} ${sweep.objective.name}`}
          </span>
        </span>
      </td>
      <td className="px-2 py-1 max-sm:hidden">
        <StateMark state={sweep.state} />
        {sweep.agentCount > 0 && (
          <span className="block pl-4.5 text-12 text-muted">{countOf(sweep.agentCount, 'agent')}</span>
        )}
      </td>
      <td className="px-2 py-1 max-sm:hidden">
        <MethodWord method={sweep.method} />
      </td>
      <td className="min-w-52 px-2 py-1 max-md:hidden">
        <RunsBar sweep={sweep} />
      </td>
      <td className="px-2 py-1 text-right max-sm:pr-0">
        <BestCell sweep={sweep} path={path} />
      </td>
      <td className="px-2 py-1 max-lg:hidden">
        <BestSpark sweep={sweep} />
      </td>
      <td className="numeric px-2 py-1 max-lg:hidden">
        {sweep.computeSeconds === 0 ? '–' : formatDuration(sweep.computeSeconds)}
      </td>
      <td className="numeric px-2 py-1 pr-0 text-muted max-sm:hidden">
        <TimeAgo time={sweep.updatedAt} />
      </td>
    </tr>
  )
}

function BestCell({ sweep: { best, runs, expectedCount }, path }: { sweep: SweepSummary; path: ProjectPath }) {
  const started = runs.total - runs.pending
  return (
    <>
      <span className="block font-medium tabular-nums">{best === null ? '–' : formatNumber(best.value)}</span>
      <span className="block whitespace-nowrap text-12 text-muted">
        {best !== null && (
          <Link
            href={runHref({ ...path, run: best.runId })}
            className="inline-block max-w-40 truncate align-bottom hover:text-ink hover:underline max-md:hidden"
          >
            {best.runName}
          </Link>
        )}
        <span className="md:hidden">
          {expectedCount !== null && expectedCount > started
            ? `${started} of ${countOf(expectedCount, 'run')}`
            : countOf(started, 'run')}
        </span>
      </span>
    </>
  )
}
