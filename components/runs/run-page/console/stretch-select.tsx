'use client'

import { formatNumber } from '~/components/lib/format'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import { STRETCH_LINES } from './console-pages'

type StretchSelectProps = {
  stretch: readonly [number, number]
  lineCount: number
  onChoose: (line: number) => void
}

/** Which million of the lines is shown: no browser scrolls through more at once. */
export function StretchSelect({ stretch, lineCount, onChoose }: StretchSelectProps) {
  const starts = Array.from({ length: Math.ceil(lineCount / STRETCH_LINES) }, (_, index) => index * STRETCH_LINES)
  return (
    <Select value={String(stretch[0])} onValueChange={(from) => onChoose(Number(from))}>
      <SelectTrigger size="sm" aria-label="Lines that are shown">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {starts.map((from) => (
          <SelectItem key={from} value={String(from)}>
            lines {formatNumber(from + 1)} to {formatNumber(Math.min(lineCount, from + STRETCH_LINES))}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  )
}
