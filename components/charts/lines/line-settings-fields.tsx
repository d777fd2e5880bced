'use client'

/**
 * How lines are drawn, field by field: for a workspace, one of its sections, or one panel. What is not set here is as the
 * place around has it, and a field that is set can be given back to it.
 */
import { Undo2 } from 'lucide-react'
import { useId } from 'react'
import { Button } from '~/components/ui/button'
import { Checkbox } from '~/components/ui/checkbox'
import { Input } from '~/components/ui/input'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import { aggregateSchema, groupBandSchema, type LineSettings, smoothingSchema } from '~/server/domain/panel'
import { AxisSelect } from './axis-select'
import { SmoothingAmount } from './smoothing-amount'

type LineSettingsFieldsProps = {
  /** What is set here. */
  own: Partial<LineSettings>
  /** What holds where nothing is set here. */
  inherited: LineSettings
  onChange: (own: Partial<LineSettings>) => void
  metrics: string[]
  /** The place around, in words; absent where there is none. */
  from?: string
}

const SMOOTHING_WORDS = {
  none: 'not',
  ema: 'moving average, weighted by distance',
  gaussian: 'Gaussian',
  mean: 'mean of neighbours',
} as const
const AGGREGATE_WORDS = { mean: 'mean', median: 'median', min: 'smallest', max: 'largest' } as const
const BAND_WORDS = {
  std: 'standard deviation',
  stderr: 'standard error',
  minmax: 'smallest to largest',
  none: 'none',
} as const
/** Where a kind of smoothing begins when it is chosen. */
const AMOUNTS = { none: 0, ema: 0.9, gaussian: 2, mean: 5 } as const

export function LineSettingsFields({ own, inherited, onChange, metrics, from }: LineSettingsFieldsProps) {
  const settings = { ...inherited, ...own }
  const set = (change: Partial<LineSettings>) => onChange({ ...own, ...change })
  const row = (name: keyof LineSettings) => ({
    from: from !== undefined && own[name] !== undefined ? from : undefined,
    onReset() {
      const { [name]: _, ...others } = own
      onChange(others)
    },
  })
  return (
    <div className="grid gap-x-6 gap-y-2.5 text-13">
      <Row label="Along x" {...row('x')}>
        <AxisSelect value={settings.x} onChange={(x) => set({ x })} metrics={metrics} />
      </Row>
      <Row label="Smoothed" {...row('smoothing')}>
        <Choice
          label="Smoothed"
          value={settings.smoothing.kind}
          words={SMOOTHING_WORDS}
          onChange={(value) => {
            const kind = smoothingSchema.shape.kind.catch('none').parse(value)
            set({ smoothing: { kind, amount: AMOUNTS[kind] } })
          }}
        />
        <SmoothingAmount smoothing={settings.smoothing} onChange={(smoothing) => set({ smoothing })} />
      </Row>
      <Row label="Legend" {...row('legend')}>
        <Input
          aria-label="Legend"
          className="max-w-72 font-mono"
          placeholder="${name}"
          maxLength={500}
          value={settings.legend}
          onChange={(event) => set({ legend: event.target.value })}
          title="${name}, ${config.lr}, ${summary.loss}, ${state}, ${group}, ${metric}, ${n}"
        />
      </Row>
      <Check label="Logarithmic x" isOn={settings.isLogX} onChange={(isLogX) => set({ isLogX })} {...row('isLogX')} />
      <Check label="Logarithmic y" isOn={settings.isLogY} onChange={(isLogY) => set({ isLogY })} {...row('isLogY')} />
      <Check
        label="Cut off values far outside the rest"
        isOn={settings.clipsOutliers}
        onChange={(clipsOutliers) => set({ clipsOutliers })}
        {...row('clipsOutliers')}
      />
      <Check
        label="Band of what a pixel hides"
        isOn={settings.showsExtremes}
        onChange={(showsExtremes) => set({ showsExtremes })}
        {...row('showsExtremes')}
      />
      <Row label="A group is its" {...row('aggregate')}>
        <Choice
          label="A group is its"
          value={settings.aggregate}
          words={AGGREGATE_WORDS}
          onChange={(value) => set({ aggregate: aggregateSchema.catch('mean').parse(value) })}
        />
      </Row>
      <Row label="with a band of" {...row('band')}>
        <Choice
          label="with a band of"
          value={settings.band}
          words={BAND_WORDS}
          onChange={(value) => set({ band: groupBandSchema.catch('std').parse(value) })}
        />
      </Row>
    </div>
  )
}

type RowProps = { label: string; from: string | undefined; onReset: () => void; children: React.ReactNode }

function Row({ label, from, onReset, children }: RowProps) {
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <span className="w-28 shrink-0 text-muted">{label}</span>
      {children}
      <Reset label={label} from={from} onReset={onReset} />
    </div>
  )
}

function Reset({ label, from, onReset }: Omit<RowProps, 'children'>) {
  if (from === undefined) return null
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={`${label}: as ${from} has it`}
      title={`As ${from} has it`}
      onClick={onReset}
    >
      <Undo2 />
    </Button>
  )
}

type ChoiceProps = {
  label: string
  value: string
  words: Readonly<Record<string, string>>
  onChange: (value: string) => void
}

function Choice({ label, value, words, onChange }: ChoiceProps) {
  return (
    <Select value={value} onValueChange={onChange}>
      <SelectTrigger aria-label={label} className="max-w-60">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {Object.entries(words).map(([key, word]) => (
          <SelectItem key={key} value={key}>
            {word}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  )
}

type CheckProps = Omit<RowProps, 'children'> & { isOn: boolean; onChange: (isOn: boolean) => void }

function Check({ label, isOn, onChange, from, onReset }: CheckProps) {
  const id = useId()
  return (
    <div className="flex min-h-6 items-center gap-2">
      <Checkbox id={id} checked={isOn} onCheckedChange={(checked) => onChange(checked === true)} />
      <label htmlFor={id}>{label}</label>
      <Reset label={label} from={from} onReset={onReset} />
    </div>
  )
}
