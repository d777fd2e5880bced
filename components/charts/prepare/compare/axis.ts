/** The axis along which sweeps are compared: its unit, and ticks that read well. */
import { scaleLinear, scaleLog } from 'd3-scale'
import type { CompareAxis, Comparison } from '~/server/domain/comparison'
import { timeUnitOf } from '../best-so-far'

/** `size` is what one unit is in places: 1 for runs, 3600 for hours. */
export function axisUnit({ axis, x }: Pick<Comparison, 'axis' | 'x'>): { size: number; word: string } {
  if (axis === 'runs') return { size: 1, word: 'runs' }
  const { seconds, word } = timeUnitOf(x.at(-1) ?? 0)
  return { size: seconds, word }
}

export function axisTicks(axis: CompareAxis, xMax: number, count = 6): number[] {
  const ticks = scaleLinear().domain([0, xMax]).ticks(count)
  return axis === 'time' ? ticks : ticks.filter(Number.isInteger)
}

/** Powers of ten, and 2 and 5 between them where there is room. */
export function logTicks([from, to]: readonly [number, number]): number[] {
  const decades = Math.log10(to / from)
  const ticks = scaleLog().domain([from, to]).ticks(6)
  return ticks.filter((tick) => {
    const lead = Math.round(tick / 10 ** Math.floor(Math.log10(tick) + 1e-9))
    return decades > 2.5 ? lead === 1 : lead === 1 || lead === 2 || lead === 5
  })
}
