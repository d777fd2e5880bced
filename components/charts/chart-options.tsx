'use client'

import { useQueryStates } from 'nuqs'
import { Button } from '~/components/ui/button'
import { Label } from '~/components/ui/label'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import { type XAxis, xAxisSchema } from '~/server/domain/history'
import { chartParams } from './search-params'

const X_WORDS: Record<XAxis, string> = { step: 'step', runtime: 'time since start', time: 'time of day' }
const SMOOTHING = [0, 0.5, 0.8, 0.9, 0.97]

/** How every chart of the page is drawn; kept in the address. */
export function ChartOptions({ withGroups }: { withGroups: boolean }) {
  const [{ x, log, smooth, group }, set] = useQueryStates(chartParams)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-12">
      <Choice label="against" value={x} onChange={(value) => set({ x: xAxisSchema.catch('step').parse(value) })}>
        {xAxisSchema.options.map((axis) => (
          <SelectItem key={axis} value={axis}>
            {X_WORDS[axis]}
          </SelectItem>
        ))}
      </Choice>
      <Choice label="smoothed" value={String(smooth)} onChange={(value) => set({ smooth: Number(value) })}>
        {SMOOTHING.map((weight) => (
          <SelectItem key={weight} value={String(weight)}>
            {weight === 0 ? 'not' : `over ~${Math.round(1 / (1 - weight))} points`}
          </SelectItem>
        ))}
      </Choice>
      {withGroups && (
        <Choice
          label="a line for each"
          value={group}
          onChange={(value) => set({ group: value === 'method' ? 'method' : 'run' })}
        >
          <SelectItem value="run">run</SelectItem>
          <SelectItem value="method">search method (mean ± deviation)</SelectItem>
        </Choice>
      )}
      <Button size="sm" aria-pressed={log} onClick={() => set({ log: !log })} className="aria-pressed:bg-selected">
        log y
      </Button>
    </div>
  )
}

type ChoiceProps = { label: string; value: string; onChange: (value: string) => void; children: React.ReactNode }

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <Label className="flex items-center gap-1.5">
      {label}
      <Select value={value} onValueChange={onChange}>
        <SelectTrigger size="sm" aria-label={label} className="max-w-48 text-ink">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>{children}</SelectContent>
      </Select>
    </Label>
  )
}
