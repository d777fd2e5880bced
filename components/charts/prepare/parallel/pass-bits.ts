/**
 * Which runs pass the brushes, a byte each, kept up to date by what changes: while one brush is dragged only its own axis
 * is looked at. A run counts the axes that leave it out and passes when there is none.
 */
import type { Brush } from '~/server/domain/brush'
import type { ParallelColumn } from './parallel-table'

export class PassBits {
  /** 1 for a run that passes. */
  readonly bits: Uint8Array
  count: number
  private readonly misses: Uint16Array
  private readonly missesOfAxis = new Map<string, Uint8Array>()

  constructor(runCount: number) {
    this.bits = new Uint8Array(runCount).fill(1)
    this.misses = new Uint16Array(runCount)
    this.count = runCount
  }

  /** A null brush lets everything pass. */
  set(column: ParallelColumn, brush: Brush | null): void {
    const { key } = column.axis
    const before = this.missesOfAxis.get(key)
    if (brush === null && before === undefined) return
    const own = before ?? new Uint8Array(this.bits.length)
    this.missesOfAxis.set(key, own)
    const isMiss = missTest(column, brush)
    for (let index = 0; index < own.length; index++) {
      const miss = isMiss(index) ? 1 : 0
      const change = miss - (own[index] ?? 0)
      if (change === 0) continue
      own[index] = miss
      const left = (this.misses[index] ?? 0) + change
      this.misses[index] = left
      const bit = left === 0 ? 1 : 0
      this.count += bit - (this.bits[index] ?? 0)
      this.bits[index] = bit
    }
  }
}

function missTest({ axis, numbers, choices }: ParallelColumn, brush: Brush | null): (index: number) => boolean {
  if (brush === null) return () => false
  if (choices !== null && axis.kind === 'category') {
    const allowed = axis.categories.map((json) => isAllowed(brush, json))
    return (index) => {
      const choice = choices[index] ?? -1
      return choice < 0 ? !brush.withNotSet : allowed[choice] !== true
    }
  }
  if (numbers === null) return () => false
  if (brush.kind === 'values') {
    const wanted = new Set(brush.values.map((json) => JSON.parse(json) as unknown))
    return (index) => {
      const value = numbers[index] ?? Number.NaN
      return Number.isNaN(value) ? !brush.withNotSet : !wanted.has(value)
    }
  }
  const { ranges, withNotSet } = brush
  return (index) => {
    const value = numbers[index] ?? Number.NaN
    if (Number.isNaN(value)) return !withNotSet
    for (const { min, max } of ranges) if (value >= min && value <= max) return false
    return true
  }
}

function isAllowed(brush: Brush, json: string): boolean {
  if (brush.kind === 'values') return brush.values.includes(json)
  const value: unknown = JSON.parse(json)
  return typeof value === 'number' && brush.ranges.some(({ min, max }) => value >= min && value <= max)
}
