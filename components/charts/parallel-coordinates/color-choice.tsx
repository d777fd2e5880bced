'use client'

import { Label } from '~/components/ui/label'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import type { Axis } from '../prepare/parameter-axis'

type ColorChoiceProps = { axes: readonly Axis[]; colorAxis: Axis | null; onColor: (key: string) => void }

/** Which axis gives the lines their colour. */
export function ColorChoice({ axes, colorAxis, onColor }: ColorChoiceProps) {
  // A select takes no empty and no odd keys: places in the list do.
  const place = String(axes.findIndex((axis) => axis.key === colorAxis?.key))
  return (
    <Label className="flex items-center gap-1.5 text-12">
      colour
      <Select
        value={place}
        onValueChange={(next) => {
          const axis = axes[Number(next)]
          if (axis !== undefined) onColor(axis.key)
        }}
      >
        <SelectTrigger size="sm" aria-label="Colour of the lines" className="max-w-44 text-ink">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {axes.map((axis, index) => (
            <SelectItem key={axis.key} value={String(index)}>
              {axis.label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </Label>
  )
}
