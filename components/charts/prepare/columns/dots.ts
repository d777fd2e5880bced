/**
 * Runs as dots: two columns against each other, a third as colour, and the runs that none beats in both. Pure. Runs whose
 * lines are drawn keep their colour; all others are there, but quiet.
 */

import { RUN_COLOR_COUNT } from '~/components/lib/color'
import { formatValue } from '~/components/lib/format'
import { numberIn } from '~/server/domain/column-number'
import type { Json } from '~/server/domain/json'
import type { Goal } from '~/server/domain/objective'
import { type ColumnAxis, columnAxis } from './column-axis'
import type { ValuePoint } from './value-point'

export type Dot = {
  id: string
  storageId: string
  name: string
  x: number
  y: number
  color: DotColor
  /** As the columns have it, for the tooltip and the table. */
  values: Json[]
  isOnFront: boolean
}

export type DotColor =
  /** The colour of the run itself. */
  | { kind: 'own'; color: string }
  /** One of many whose lines are not drawn. */
  | { kind: 'quiet' }
  /** Between the smallest (0) and the largest (1) value. */
  | { kind: 'scale'; share: number }

export type DotModel = {
  dots: Dot[]
  x: ColumnAxis
  y: ColumnAxis
  /** What colours mean; null when they say the run. */
  key: ColorKey | null
  /** The front from left to right; empty when it was not asked for. */
  front: { x: number; y: number }[]
  /** Runs without a place on one of the axes. */
  withoutPlace: number
}

export type ColorKey =
  | { kind: 'scale'; low: number; high: number }
  | { kind: 'words'; items: { word: string; color: string }[] }

export type DotQuestion = {
  columns: { x: string; y: string; color: string | null }
  isLogX: boolean
  isLogY: boolean
  goals: { x: Goal; y: Goal } | null
  /** Storage ids of runs whose lines are drawn. */
  drawn: ReadonlySet<string>
}

/** `points` have the values of x, y and colour, in this order. Null when no run has a place. */
export function dotModel(points: readonly ValuePoint[], question: DotQuestion): DotModel | null {
  const { columns } = question
  const x = columnAxis(
    points.map(({ values }) => values[0] ?? null),
    columns.x,
    question.isLogX,
  )
  const y = columnAxis(
    points.map(({ values }) => values[1] ?? null),
    columns.y,
    question.isLogY,
  )
  if (x === null || y === null) return null
  const { colorOf, key } = dotColors(points, question)
  const dots = points.flatMap((point): Dot[] => {
    const [atX, atY] = [x.place(point.values[0]), y.place(point.values[1])]
    if (atX === null || atY === null) return []
    const { id, storageId, name, values } = point
    return [{ id, storageId, name, values, x: atX, y: atY, color: colorOf(point), isOnFront: false }]
  })
  if (dots.length === 0) return null
  const front = question.goals === null ? [] : markFront(dots, question.goals)
  return { dots, x, y, key, front, withoutPlace: points.length - dots.length }
}

function dotColors(points: readonly ValuePoint[], { columns, drawn }: DotQuestion) {
  const column = columns.color
  if (column === null) {
    const colorOf = (point: ValuePoint): DotColor =>
      drawn.has(point.storageId) ? { kind: 'own', color: point.color } : { kind: 'quiet' }
    return { colorOf, key: null }
  }
  const given = points.map(({ values }) => values[2] ?? null).filter((value) => value !== null)
  const numbers = given.flatMap((value) => numberIn(value, column) ?? [])
  const areWords = given.every((value) => typeof value === 'boolean')
  return numbers.length * 2 >= given.length && numbers.length > 0 && !areWords
    ? scaleColors(numbers, column)
    : wordColors(given.map(formatValue))
}

function scaleColors(numbers: readonly number[], column: string) {
  const low = numbers.reduce((a, b) => Math.min(a, b))
  const high = numbers.reduce((a, b) => Math.max(a, b))
  const colorOf = ({ values }: ValuePoint): DotColor => {
    const number = numberIn(values[2], column)
    if (number === null) return { kind: 'quiet' }
    return { kind: 'scale', share: high > low ? (number - low) / (high - low) : 1 }
  }
  return { colorOf, key: { kind: 'scale', low, high } as const }
}

function wordColors(words: readonly string[]) {
  const sorted = [...new Set(words)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const colors = new Map(sorted.map((word, index) => [word, `var(--run-${index % RUN_COLOR_COUNT})`]))
  const colorOf = ({ values }: ValuePoint): DotColor => {
    const color = values[2] == null ? undefined : colors.get(formatValue(values[2]))
    return color === undefined ? { kind: 'quiet' } : { kind: 'own', color }
  }
  return {
    colorOf,
    key: { kind: 'words', items: sorted.map((word) => ({ word, color: colors.get(word) ?? '' })) } as const,
  }
}

/** Marks the dots that no other beats in both; they are its corners, best x first. */
function markFront(dots: Dot[], goals: { x: Goal; y: Goal }): { x: number; y: number }[] {
  const [signX, signY] = [goals.x === 'minimize' ? 1 : -1, goals.y === 'minimize' ? 1 : -1]
  const order = [...dots].sort((a, b) => signX * (a.x - b.x) || signY * (a.y - b.y))
  const front: { x: number; y: number }[] = []
  let best = Number.POSITIVE_INFINITY
  let corner: { x: number; y: number } | null = null
  for (const dot of order) {
    const isSame = corner !== null && dot.x === corner.x && dot.y === corner.y
    if (signY * dot.y >= best && !isSame) continue
    dot.isOnFront = true
    if (isSame) continue
    best = signY * dot.y
    corner = { x: dot.x, y: dot.y }
    front.push(corner)
  }
  return front
}
