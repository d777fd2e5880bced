'use client'

import { Button } from '~/components/ui/button'
import { Label } from '~/components/ui/label'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import type { LineSettings } from '~/server/domain/panel'
import { AxisSelect } from './axis-select'

type LineSettingsBarProps = {
  settings: LineSettings
  onChange: (change: Partial<LineSettings>) => void
  /** Metrics that may run along x. */
  metrics: string[]
}

/** How strongly in words; the numbers are weights of the moving average. */
const SMOOTHING: readonly (readonly [amount: number, word: string])[] = [
  [0, 'not'],
  [0.6, 'a little'],
  [0.9, 'some'],
  [0.98, 'much'],
  [0.997, 'most'],
]

/** The settings that people turn most, in a row. */
export function LineSettingsBar({ settings, onChange, metrics }: LineSettingsBarProps) {
  const { smoothing } = settings
  const known = smoothing.amount === 0 || smoothing.kind === 'none' ? 0 : smoothing.amount
  const isListed = (known === 0 || smoothing.kind === 'ema') && SMOOTHING.some(([amount]) => amount === known)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-12">
      <Label className="flex items-center gap-1.5">
        against
        <AxisSelect value={settings.x} onChange={(x) => onChange({ x })} metrics={metrics} size="sm" />
      </Label>
      <Label className="flex items-center gap-1.5">
        smoothed
        <Select
          value={isListed ? String(known) : 'own'}
          onValueChange={(value) => onChange({ smoothing: { kind: 'ema', amount: Number(value) } })}
        >
          <SelectTrigger size="sm" aria-label="smoothed" className="text-ink">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {SMOOTHING.map(([amount, word]) => (
              <SelectItem key={amount} value={String(amount)}>
                {word}
              </SelectItem>
            ))}
            {!isListed && <SelectItem value="own">by its own amount</SelectItem>}
          </SelectContent>
        </Select>
      </Label>
      <Button
        size="sm"
        aria-pressed={settings.isLogY}
        onClick={() => onChange({ isLogY: !settings.isLogY })}
        className="aria-pressed:bg-selected"
      >
        log y
      </Button>
    </div>
  )
}
