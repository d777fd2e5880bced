/**
 * What goes wrong with numbers: losses that turn to NaN and come back, infinities, a metric without one finite value,
 * gaps, values that are text, steps that start again, settings that are NaN, a metric over thirty decades, a constant.
 */
import type { JsonObject } from '~/server/domain/json'
import { rngFor } from '~/server/search/numeric/rng'
import { columnsOf } from '~/server/series/columns'
import { type SeededProject, type SeededRun, seededRun } from './seeded-project'
import { normal } from './training'

const ROWS = 120
const ROW_SECONDS = 2
const HOUR_MS = 3_600_000

/** Each makes the row of a step; what it leaves out was not logged. */
const KINDS: readonly { name: string; config: JsonObject; row: (step: number, noise: number) => JsonObject }[] = [
  {
    name: 'well-behaved',
    config: { lr: 0.001 },
    row: (step, noise) => ({ loss: 2 * Math.exp(-step / 30) + 0.02 * noise, accuracy: 1 - Math.exp(-step / 25) }),
  },
  {
    name: 'diverges',
    config: { lr: 0.9 },
    row: (step, noise) => ({ loss: step < 40 ? 2 + step / 20 + 0.1 * noise : 'NaN', accuracy: 0.1 }),
  },
  {
    name: 'recovers',
    config: { lr: 0.3 },
    row: (step, noise) => ({ loss: step % 30 < 6 ? 'NaN' : 1.4 * Math.exp(-step / 60) + 0.05 * noise, accuracy: 0.6 }),
  },
  {
    name: 'overflows',
    config: { lr: 10 },
    row: (step) => ({ loss: step < 60 ? 10 ** (step / 2 - 4) : 'Infinity', accuracy: step < 60 ? 0.1 : '-Infinity' }),
  },
  { name: 'nothing but NaN', config: { lr: 'NaN' }, row: () => ({ loss: 'NaN', accuracy: 'NaN' }) },
  {
    name: 'with gaps',
    config: { lr: 0.01 },
    row: (step, noise) => ({
      ...(step % 10 < 4 ? {} : { loss: 1.5 * Math.exp(-step / 40) + 0.03 * noise }),
      ...(step % 25 === 0 ? { accuracy: 0.9 - 0.5 * Math.exp(-step / 40) } : {}),
    }),
  },
  {
    name: 'one outlier',
    config: { lr: 0.005 },
    row: (step, noise) => ({ loss: step === 71 ? 1e6 : 1.2 * Math.exp(-step / 35) + 0.02 * noise, accuracy: 0.8 }),
  },
  {
    name: 'words among numbers',
    config: { lr: '1e-3' },
    row: (step) => ({ loss: step % 20 === 5 ? 'skipped' : 1 / (1 + step / 10), accuracy: null, note: `step ${step}` }),
  },
  { name: 'steps start again', config: { lr: 0.002 }, row: (step) => ({ loss: 1 - (step % 60) / 80, accuracy: 0.7 }) },
  { name: 'one point', config: { lr: 0.02 }, row: (step) => (step === 0 ? { loss: 0.42, accuracy: 0.77 } : {}) },
  { name: 'constant', config: { lr: 0 }, row: () => ({ loss: 0, accuracy: 0.1 }) },
  { name: 'logged nothing', config: {}, row: () => ({}) },
]

export function nanMetrics(nowMs: number): SeededProject {
  const runs = KINDS.map((_, index) => runOf(index, nowMs - (KINDS.length - index) * 10 * 60_000))
  return { sweeps: [], runs: [...trashed(nowMs), ...runs] }
}

/** What somebody had enough of. */
function trashed(nowMs: number): SeededRun[] {
  return ['first try', 'forgot the seed', 'wrong data'].map((name, at) => ({
    ...runOf(at, nowMs - (30 - at) * HOUR_MS),
    name,
    deletedAtMs: nowMs - (20 - 7 * at) * HOUR_MS,
  }))
}

function runOf(index: number, createdAtMs: number): SeededRun {
  const kind = KINDS[index]
  if (kind === undefined) throw new Error(`there is no kind ${index}`)
  const rng = rngFor(13, index, 'nan')
  const rows = Array.from({ length: ROWS }, (_, line) => ({ line, row: numbersIn(kind.row(line, normal(rng))) }))
  const logged = rows.filter(({ row }) => Object.keys(row).length > 0)
  const { columns } = columnsOf(
    logged.map(({ row, line }, at) => ({
      line: at,
      row: {
        _step: kind.name === 'steps start again' ? line % 60 : line,
        _runtime: line * ROW_SECONDS,
        _timestamp: createdAtMs / 1000 + line * ROW_SECONDS,
        ...row,
      },
    })),
    { lastStep: null, lineCount: 0 },
  )
  return seededRun({
    name: kind.name,
    createdAtMs,
    endedAtMs: createdAtMs + ROWS * ROW_SECONDS * 1000,
    config: kind.config,
    columns,
  })
}

/** As a history line is read: what JSON cannot say is a number there. */
function numbersIn(row: JsonObject): JsonObject {
  const special: Record<string, number> = { NaN: Number.NaN, Infinity: Infinity, '-Infinity': -Infinity }
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'string' ? (special[value] ?? value) : value]),
  )
}
