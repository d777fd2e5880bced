/**
 * Brushing by keyboard. Pure: what is on the axis, which edge the keys move, and the key pressed, in; the same, changed,
 * out. Up and down move an edge, left and right choose it, Home and End send it to an end, Delete removes the brush,
 * Enter makes another one.
 */
import type { Brush } from '~/server/domain/brush'
import { type Axis, positionOf, positionOfCategory } from '../parameter-axis'
import { CHOICE_PAD, NOT_SET_REACH, type Span, spansOf, withoutSpan, withSpan } from './axis-brush'

/** The edge that the keys move: of which stretch, counted from the bottom, and which end of it. */
export type BrushEdge = { index: number; end: 'low' | 'high' }

export type KeyedBrush = { brush: Brush | null; edge: BrushEdge }

const STEP = 0.02
const FAR_STEP = 0.1
/** A brush of numbers never gets narrower than this by key. */
const KEPT_MIN = 0.012
/** The middle of an axis: where a brush made by key starts. */
const FIRST: readonly [number, number] = [0.35, 0.65]

/** Null for a key that means nothing here. */
export function brushKey(
  axis: Axis,
  { brush, edge }: KeyedBrush,
  key: { name: string; isFar: boolean },
): KeyedBrush | null {
  const spans = spansOf(axis, brush ?? undefined)
  const current = spans[Math.min(edge.index, spans.length - 1)]
  switch (key.name) {
    case 'ArrowUp':
    case 'ArrowDown':
      return moved(axis, { brush, edge }, { spans, way: key.name === 'ArrowUp' ? 1 : -1, isFar: key.isFar })
    case 'ArrowLeft':
    case 'ArrowRight':
      return current === undefined ? null : { brush, edge: nextEdge(spans, edge, key.name === 'ArrowRight' ? 1 : -1) }
    case 'Home':
    case 'End':
      return current === undefined ? null : sent(axis, { brush, edge }, { current, to: key.name === 'Home' ? 0 : 1 })
    case 'Delete':
    case 'Backspace':
      return current === undefined ? null : removed(axis, brush, Math.min(edge.index, spans.length - 1))
    case 'Enter':
    case ' ':
      return added(axis, brush, spans)
    default:
      return null
  }
}

type Move = { spans: readonly Span[]; way: 1 | -1; isFar: boolean }

/** On a bare axis the first step takes away from the end that it leads away from. */
function moved(axis: Axis, { brush, edge }: KeyedBrush, { spans, way, isFar }: Move): KeyedBrush {
  const index = Math.min(edge.index, spans.length - 1)
  const span = spans[index]
  const end = span === undefined ? (way === 1 ? 'low' : 'high') : edge.end
  const stretch = span ?? { low: 0, high: 1 }
  const to = stepFrom(axis, stretch[end], { way, isFar, end })
  return put(axis, brush, { index: span === undefined ? null : index, stretch, end, to })
}

function sent(axis: Axis, { brush, edge }: KeyedBrush, { current, to }: { current: Span; to: number }): KeyedBrush {
  return put(axis, brush, { index: edge.index, stretch: current, end: edge.end, to })
}

type Put = { index: number | null; stretch: { low: number; high: number }; end: 'low' | 'high'; to: number }

/** An edge stops before it meets the other: a brush is removed on purpose, not by moving it too far. */
function put(axis: Axis, brush: Brush | null, { index, stretch, end, to }: Put): KeyedBrush {
  const kept = axis.kind === 'category' ? CHOICE_PAD * 1.2 : KEPT_MIN
  const low = end === 'low' ? Math.min(to, Math.max(stretch.low, stretch.high - kept)) : stretch.low
  const high = end === 'high' ? Math.max(to, Math.min(stretch.high, stretch.low + kept)) : stretch.high
  const next = withSpan(axis, brush ?? undefined, { index, low, high })
  return { brush: next, edge: edgeNear(axis, next, { end, at: end === 'low' ? low : high }) }
}

type Step = { way: 1 | -1; isFar: boolean; end: 'low' | 'high' }

function stepFrom(axis: Axis, from: number, step: Step): number {
  if (axis.kind === 'category') return choiceFrom(axis, from, step)
  const { way, isFar, end } = step
  const to = clamp(from + way * (isFar ? FAR_STEP : STEP))
  const bottom = axis.hasNotSet ? positionOf(axis, axis.domain[0]) : 0
  // The strip between "not set" and the smallest value holds nothing.
  if (to >= bottom || bottom === 0) return to
  if (way === 1) return bottom
  return end === 'low' ? 0 : NOT_SET_REACH
}

/** Choices are stepped tick by tick: the edge lies just outside of the last tick that it holds. */
function choiceFrom(axis: Extract<Axis, { kind: 'category' }>, from: number, { way, isFar, end }: Step): number {
  const pad = end === 'low' ? -CHOICE_PAD : CHOICE_PAD
  const ticks = axis.categories.map((_, index) => positionOfCategory(axis, index))
  const edges = (axis.hasNotSet ? [0, ...ticks] : ticks).map((tick) => clamp(tick + pad))
  let held = 0
  for (const [index, edge] of edges.entries())
    if (Math.abs(edge - from) < Math.abs((edges[held] ?? 0) - from)) held = index
  const next = Math.min(edges.length - 1, Math.max(0, held + way * (isFar ? 3 : 1)))
  return edges[next] ?? from
}

function clamp(position: number): number {
  return Math.min(1, Math.max(0, position))
}

function removed(axis: Axis, brush: Brush | null, index: number): KeyedBrush {
  return { brush: withoutSpan(axis, brush ?? undefined, index), edge: { index: Math.max(0, index - 1), end: 'high' } }
}

/** In the widest bare stretch of the axis. */
function added(axis: Axis, brush: Brush | null, spans: readonly Span[]): KeyedBrush | null {
  const edges = [0, ...spans.flatMap(({ low, high }) => [low, high]), 1]
  let widest: [number, number] = [0, 0]
  for (let at = 0; at + 1 < edges.length; at += 2) {
    const [from = 0, to = 0] = [edges[at], edges[at + 1]]
    if (to - from > widest[1] - widest[0]) widest = [from, to]
  }
  const [from, to] = widest
  const [low, high] = [from + FIRST[0] * (to - from), from + FIRST[1] * (to - from)]
  const next = withSpan(axis, brush ?? undefined, { index: null, low, high })
  return next === null ? null : { brush: next, edge: edgeNear(axis, next, { end: 'high', at: high }) }
}

function nextEdge(spans: readonly Span[], { index, end }: BrushEdge, way: 1 | -1): BrushEdge {
  const place = Math.min(index, spans.length - 1) * 2 + (end === 'high' ? 1 : 0)
  const next = (place + way + spans.length * 2) % (spans.length * 2)
  return { index: Math.floor(next / 2), end: next % 2 === 1 ? 'high' : 'low' }
}

/** Stretches join and part while they move; the keys stay with the one whose edge lies nearest. */
function edgeNear(axis: Axis, brush: Brush | null, { end, at }: { end: 'low' | 'high'; at: number }): BrushEdge {
  const spans = spansOf(axis, brush ?? undefined)
  let index = 0
  for (const [other, span] of spans.entries()) {
    if (Math.abs(span[end] - at) < Math.abs((spans[index]?.[end] ?? 0) - at)) index = other
  }
  return { index, end }
}
