/** A small sweep for the tests of parallel coordinates. */
import type { SweepPoint } from '~/server/domain/sweep'
import type { AxisData } from '../parameter-axis'

export function aRun(number: number, params: SweepPoint['params'], value: number | null): SweepPoint {
  return {
    runId: `run${number}`,
    storageId: '00000000-0000-4000-8000-000000000000',
    serial: number,
    name: `run-${number}`,
    state: 'finished',
    number,
    attempt: 1,
    params,
    value,
    startedAtMs: null,
    finishedAtMs: null,
    durationSeconds: null,
  }
}

export const SMALL_SWEEP: AxisData = {
  objective: { name: 'loss', goal: 'minimize' },
  parameters: [
    { name: 'layers', distribution: 'categorical', values: [32, 64, 128], isLog: false },
    { name: 'lr', distribution: 'log_uniform_values', values: null, isLog: true },
    { name: 'momentum', distribution: 'uniform', values: null, isLog: false },
    { name: 'seed', distribution: 'constant', values: null, isLog: false },
  ],
  points: [
    aRun(0, { layers: 32, lr: 1e-4, momentum: 0.1, seed: 1 }, 3),
    aRun(1, { layers: 64, lr: 1e-2, momentum: 0.9, seed: 1 }, 1),
    aRun(2, { layers: 128, lr: 1e-3, seed: 1 }, null),
  ],
}
