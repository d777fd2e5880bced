/** Runs of very many steps: one of a million, and fifty of a hundred thousand to be drawn together. */
import { type Rng, rngFor } from '~/server/search/numeric/rng'
import { columnsOfCurves, type SeededProject, type SeededRun, seededRun } from './seeded-project'
import { normal } from './training'

const STEP_MS = 40

export function longRun({ steps, nowMs }: { steps: number; nowMs: number }): SeededProject {
  return { sweeps: [], runs: [runOf({ number: 0, steps, metrics: 6, endMs: nowMs - 60_000 })] }
}

export function longRuns({ count, steps, nowMs }: { count: number; steps: number; nowMs: number }): SeededProject {
  const runs = function* () {
    for (let number = 0; number < count; number++)
      yield runOf({ number, steps, metrics: 3, endMs: nowMs - (count - number) * 60_000 })
  }
  return { sweeps: [], runs: runs() }
}

type Plan = { number: number; steps: number; metrics: number; endMs: number }

function runOf({ number, steps, metrics, endMs }: Plan): SeededRun {
  const createdAtMs = endMs - steps * STEP_MS
  const names = METRICS.slice(0, metrics)
  return seededRun({
    name: `long-${number + 1}`,
    createdAtMs,
    endedAtMs: endMs,
    config: { lr: 10 ** -(1 + (number % 5)), width: 64 * (1 + (number % 8)), seed: number },
    group: `width-${64 * (1 + (number % 8))}`,
    columns: columnsOfCurves({
      ...Object.fromEntries(
        names.map(([name, curve]) => [name, curve({ rng: rngFor(17, number, name), steps, number })]),
      ),
      _runtime: Array.from({ length: steps }, (_, step) => (step * STEP_MS) / 1000),
      _timestamp: Array.from({ length: steps }, (_, step) => (createdAtMs + step * STEP_MS) / 1000),
    }),
  })
}

type Curve = (plan: { rng: Rng; steps: number; number: number }) => number[]

/** Noise that a pixel hides, rare spikes, a saw of the learning rate, a slow wave. */
const METRICS: readonly [string, Curve][] = [
  [
    'train/loss',
    ({ rng, steps, number }) =>
      curve(steps, (at) => 0.15 + 0.01 * number + 2.2 * Math.exp(-8 * at) * (1 + 0.25 * normal(rng))),
  ],
  [
    'train/accuracy',
    ({ rng, steps, number }) =>
      curve(steps, (at) => 0.97 - 0.003 * number - 0.85 * Math.exp(-7 * at) + 0.01 * normal(rng)),
  ],
  [
    'grad_norm',
    ({ rng, steps }) => curve(steps, (at) => (rng.uniform() < 2e-5 ? 80 : 1 + 4 * Math.exp(-5 * at)) + rng.uniform()),
  ],
  ['lr', ({ steps }) => curve(steps, (at) => 0.001 * (1 + Math.cos(Math.PI * ((at * 8) % 1))))],
  ['tokens_per_s', ({ rng, steps }) => curve(steps, (at) => 41_000 + 900 * Math.sin(at * 60) + 300 * normal(rng))],
  [
    'val/loss',
    ({ rng, steps }) => curve(steps, (at) => 0.3 + 2 * Math.exp(-6 * at) + 0.4 * at ** 3 + 0.02 * normal(rng)),
  ],
]

/** `at` goes from 0 to 1. */
function curve(steps: number, value: (at: number) => number): number[] {
  return Array.from({ length: steps }, (_, step) => value(step / steps))
}
