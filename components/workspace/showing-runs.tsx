'use client'

import { countOf, formatCount } from '~/components/lib/format'
import { Select, SelectContent, SelectItem, SelectTrigger } from '~/components/ui/select'

type ShowingRunsProps = {
  count: number
  total: number
  /** What is counted: a run, or a group of them. */
  noun: string
  top: number
  onTop: (top: number) => void
}

const CHOICES = [5, 10, 20, 50, 100, 200, 500, 1000]

/** "Showing 20 of 4,210 runs", with the way to change it. */
export function ShowingRuns({ count, total, noun, top, onTop }: ShowingRunsProps) {
  const choices = CHOICES.includes(top) ? CHOICES : [...CHOICES, top].sort((a, b) => a - b)
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap text-12 text-muted">
      Showing
      <Select value={String(top)} onValueChange={(value) => onTop(Number(value))}>
        <SelectTrigger size="sm" aria-label={`${noun}s drawn at most`} className="text-ink tabular-nums">
          <span>{formatCount(count)}</span>
        </SelectTrigger>
        <SelectContent>
          {choices.map((choice) => (
            <SelectItem key={choice} value={String(choice)}>
              the first {formatCount(choice)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      of {countOf(total, noun)}
    </span>
  )
}
