/** A training that goes on until somebody stops it: by Ctrl-C here, or by the button on its page. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Place } from './scenario'

const ROW_MS = 500
const ROWS_BEFORE = 60

export async function liveRun({ api, entity, project }: Place, signal: AbortSignal): Promise<void> {
  const { storageId } = await api.runs.start.mutate({
    entity,
    project,
    name: 'still-learning',
    host: 'atlas.lab.example',
    program: 'train.py',
    config: { lr: 0.001, batch_size: 64, optimizer: 'adam' },
  })
  const startMs = Date.now()
  // What was learnt before the page was opened, so that there is a curve to go on from.
  await api.history.append.mutate({
    storageId,
    offset: 0,
    lines: Array.from({ length: ROWS_BEFORE }, (_, step) => rowOf(step, startMs)),
  })
  let step = ROWS_BEFORE
  let isStopped = false
  while (!signal.aborted && !isStopped) {
    const { stop } = await api.history.append.mutate({ storageId, offset: step, lines: [rowOf(step, startMs)] })
    await api.console.write.mutate({
      storageId,
      offset: step - ROWS_BEFORE,
      lines: [{ text: `step ${step}: loss ${lossAt(step).toFixed(4)}`, stream: 'stdout' }],
    })
    isStopped = stop
    step += 1
    await wait(ROW_MS, undefined, { signal }).catch(() => undefined)
  }
  await api.runs.finish.mutate({ storageId, exitCode: isStopped ? 255 : 0 })
}

function lossAt(step: number): number {
  return 0.2 + 2 * Math.exp(-step / 120) + 0.03 * Math.sin(step * 1.7)
}

function rowOf(step: number, startMs: number): string {
  const after = ((step - ROWS_BEFORE) * ROW_MS) / 1000
  return JSON.stringify({
    _step: step,
    _runtime: (step * ROW_MS) / 1000,
    _timestamp: startMs / 1000 + after,
    loss: lossAt(step),
    accuracy: 0.95 - 0.85 * Math.exp(-step / 140),
    val_loss: 0.25 + 2 * Math.exp(-step / 130) + 0.05 * Math.sin(step),
    val_accuracy: 0.93 - 0.84 * Math.exp(-step / 150),
  })
}
