/** Between values and pixels of a chart of dots. Pure: canvas, overlay and drawing place a dot alike. */
import type { ColumnAxis } from './column-axis'
import type { DotModel } from './dots'

export type DotScale = { x: (value: number) => number; y: (value: number) => number }

export function axisScale({ x, y }: Pick<DotModel, 'x' | 'y'>, size: { width: number; height: number }): DotScale {
  const across = shareOf(x)
  const up = shareOf(y)
  return { x: (value) => across(value) * size.width, y: (value) => (1 - up(value)) * size.height }
}

function shareOf({ range: [from, to], isLog }: ColumnAxis): (value: number) => number {
  if (!isLog) return (value) => (value - from) / (to - from)
  return (value) => Math.log(value / from) / Math.log(to / from)
}
