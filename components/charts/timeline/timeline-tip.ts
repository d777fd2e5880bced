/** What of a timeline is pointed at or walked to, where it is drawn, and how it is said. Pure. */
import { formatDuration } from '~/components/lib/format'
import { gapText, type TimelineHit, type TimelineModel, waitText } from '../prepare/timeline/timeline-model'
import { AXIS_HEIGHT, ROW_HEIGHT, type TimelineGeometry, xOf } from './timeline-geometry'

/** `y` is the top of its row. */
export type TimelineTip = { row: number; hit: TimelineHit; x: number; y: number }

/** Where a bar is drawn, for a tooltip that no pointer asked for. */
export function tipOfBar(
  model: TimelineModel,
  geometry: TimelineGeometry,
  { row, bar, nowMs }: { row: number; bar: number; nowMs: number },
): TimelineTip {
  const middle = ((model.start[bar] ?? 0) + Math.min(model.stop[bar] ?? nowMs, nowMs)) / 2
  const x = Math.min(geometry.width, Math.max(geometry.left, xOf(geometry, middle)))
  return { row, hit: { kind: 'run', bar }, x, y: AXIS_HEIGHT + row * ROW_HEIGHT - geometry.scrollTop }
}

/** The same as one line, for who listens. */
export function tipSentence(model: TimelineModel, { row: place, hit }: TimelineTip, nowMs: number): string {
  const row = model.rows[place]
  if (row === undefined) return ''
  if (hit.kind === 'gap') return `${row.agent.name}: ${gapText(model, row, hit, nowMs)}`
  const { bar } = hit
  const stopMs = Math.min(model.stop[bar] ?? nowMs, nowMs)
  const seconds = Math.max(0, stopMs - (model.start[bar] ?? 0)) / 1000
  const waitedMs = model.waitedMs[bar] ?? 0
  const wait = waitedMs > 0 ? `, ${waitText(waitedMs, model.waitedFor[bar] ?? null)} before` : ''
  return `${row.agent.name}: ${model.name[bar]}, ${model.state[bar]}, ${formatDuration(seconds)}${wait}`
}
