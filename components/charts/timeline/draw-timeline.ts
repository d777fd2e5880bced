/**
 * Paints a timeline: only the rows and bars in view, and of bars that are thinner than a pixel one for each pixel. What
 * failed has the full height of its row and is painted last, so that it is seen among thousands; a wait is hatched.
 */
import type { RunState } from '~/server/domain/run-state'
import { firstBarAfter, type TimelineModel, type TimelineRow, waitBefore } from '../prepare/timeline/timeline-model'
import { AXIS_HEIGHT, ROW_HEIGHT, type TimelineGeometry, timeTicks, xOf } from './timeline-geometry'

export type TimelineInk = {
  text: string
  muted: string
  hairline: string
  surface: string
  selected: string
  wait: string
  font: string
  states: Record<RunState, string>
}

/** A bar that the pointer or the cursor is at. */
export type TimelineLit = { row: number; bar: number } | null

type Scene = { model: TimelineModel; geometry: TimelineGeometry; ink: TimelineInk; lit: TimelineLit; nowMs: number }

const INSET = 4
const BAD_INSET = 1
const GAP_PX = 1

export function drawTimeline(context: CanvasRenderingContext2D, scene: Scene): void {
  const { model, geometry, ink, lit } = scene
  const first = Math.max(0, Math.floor(geometry.scrollTop / ROW_HEIGHT))
  const last = Math.min(model.rows.length - 1, Math.ceil((geometry.scrollTop + geometry.height) / ROW_HEIGHT))
  context.font = ink.font
  context.textBaseline = 'middle'
  for (let place = first; place <= last; place++) {
    const row = model.rows[place]
    if (row === undefined) continue
    const top = AXIS_HEIGHT + place * ROW_HEIGHT - geometry.scrollTop
    if (lit?.row === place) {
      context.fillStyle = ink.selected
      context.fillRect(0, top, geometry.width, ROW_HEIGHT)
    }
    drawName(context, scene, row, top)
    context.save()
    context.beginPath()
    context.rect(geometry.left, top, geometry.width - geometry.left, ROW_HEIGHT)
    context.clip()
    drawWaits(context, scene, row, top)
    drawBars(context, scene, row, top)
    context.restore()
  }
  drawAxis(context, scene)
}

function drawName(
  context: CanvasRenderingContext2D,
  { geometry, ink }: Scene,
  { agent }: TimelineRow,
  top: number,
): void {
  context.fillStyle = agent.state === 'gone' || agent.state === 'lost' ? ink.muted : ink.text
  const room = geometry.left - 10
  const name = fitted(context, agent.name, room)
  context.fillText(name, 0, top + ROW_HEIGHT / 2)
  const used = context.measureText(name).width + 8
  if (agent.host === agent.name || context.measureText(agent.host).width > room - used) return
  context.fillStyle = ink.muted
  context.fillText(agent.host, used, top + ROW_HEIGHT / 2)
}

function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text
  let end = text.length
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > width) end--
  return `${text.slice(0, end)}…`
}

function drawBars(context: CanvasRenderingContext2D, scene: Scene, row: TimelineRow, top: number): void {
  const { model, geometry, ink, lit, nowMs } = scene
  const bad: [x: number, width: number, state: RunState][] = []
  let painted = Number.NEGATIVE_INFINITY
  for (let bar = firstBarAfter(model, row, geometry.view[0]); bar < row.end; bar++) {
    const startMs = model.start[bar] ?? 0
    if (startMs > geometry.view[1]) break
    const state = model.state[bar] ?? 'finished'
    const x = xOf(geometry, startMs)
    const right = xOf(geometry, Math.min(model.stop[bar] ?? nowMs, nowMs))
    const width = Math.max(1, right - x - (right - x > 4 ? GAP_PX : 0))
    if (state === 'failed' || state === 'crashed') {
      bad.push([x, width, state])
      continue
    }
    // Another bar in a pixel that has one shows nothing new.
    if (right <= painted && lit?.bar !== bar) continue
    painted = Math.max(Math.floor(right), painted)
    context.fillStyle = ink.states[state]
    context.fillRect(x, top + INSET, width, ROW_HEIGHT - 2 * INSET)
  }
  for (const [x, width, state] of bad) {
    context.fillStyle = ink.states[state]
    context.fillRect(x, top + BAD_INSET, Math.max(2, width), ROW_HEIGHT - 2 * BAD_INSET)
  }
  if (lit !== null && lit.bar >= row.first && lit.bar < row.end) drawLit(context, scene, lit.bar, top)
}

function drawLit(
  context: CanvasRenderingContext2D,
  { model, geometry, ink, nowMs }: Scene,
  bar: number,
  top: number,
): void {
  const x = xOf(geometry, model.start[bar] ?? 0)
  const width = Math.max(2, xOf(geometry, Math.min(model.stop[bar] ?? nowMs, nowMs)) - x)
  context.strokeStyle = ink.text
  context.lineWidth = 1.5
  context.strokeRect(x - 0.5, top + 1.5, width, ROW_HEIGHT - 3)
}

/** A thin line of dashes: something was wanted, and nothing was there. */
function drawWaits(context: CanvasRenderingContext2D, scene: Scene, row: TimelineRow, top: number): void {
  const { model, geometry, ink, nowMs } = scene
  const middle = top + ROW_HEIGHT / 2
  context.strokeStyle = ink.wait
  context.lineWidth = 2
  context.setLineDash([3, 2])
  context.beginPath()
  const line = (fromMs: number, toMs: number) => {
    const [from, to] = [xOf(geometry, fromMs), xOf(geometry, toMs)]
    if (to - from < 1) return
    context.moveTo(from, middle)
    context.lineTo(to, middle)
  }
  for (let bar = firstBarAfter(model, row, geometry.view[0]); bar < row.end; bar++) {
    const wait = waitBefore(model, row, bar)
    if (wait !== null) line(wait.fromMs, wait.toMs)
    if ((model.start[bar] ?? 0) > geometry.view[1]) break
  }
  if (row.agent.waitingSinceMs !== null) line(row.agent.waitingSinceMs, nowMs)
  context.stroke()
  context.setLineDash([])
}

/** Above the rows, which pass under it. */
function drawAxis(context: CanvasRenderingContext2D, { geometry, ink }: Scene): void {
  context.fillStyle = ink.surface
  context.fillRect(0, 0, geometry.width, AXIS_HEIGHT)
  context.fillStyle = ink.muted
  context.strokeStyle = ink.hairline
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(0, AXIS_HEIGHT - 0.5)
  context.lineTo(geometry.width, AXIS_HEIGHT - 0.5)
  let free = geometry.left
  for (const { ms, label } of timeTicks(geometry)) {
    const x = xOf(geometry, ms)
    const half = context.measureText(label).width / 2
    context.moveTo(Math.round(x) + 0.5, AXIS_HEIGHT - 4)
    context.lineTo(Math.round(x) + 0.5, AXIS_HEIGHT)
    if (x - half < free || x + half > geometry.width) continue
    context.fillText(label, x - half, AXIS_HEIGHT / 2 - 1)
    free = x + half + 8
  }
  context.stroke()
}
