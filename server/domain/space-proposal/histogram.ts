/** What was seen of a setting, as bars: how many runs had each value or stretch, and how many of the best tenth did. */
import { z } from 'zod'
import { jsonSchema } from '../json'
import type { Goal } from '../objective'
import { valueKey } from '../value-key'
import type { Seen, SeenRun } from './observe-settings'

const counts = { counts: z.array(z.int()), best: z.array(z.int()) }

export const histogramSchema = z.discriminatedUnion('kind', [
  /** Stretches between neighbouring edges, the last one closed at both ends. */
  z.object({ kind: z.literal('stretches'), edges: z.array(z.number()), isLog: z.boolean(), ...counts }),
  z.object({ kind: z.literal('values'), values: z.array(jsonSchema), ...counts, otherCount: z.int() }),
])
export type Histogram = z.infer<typeof histogramSchema>

const STRETCHES = 16
const VALUES_MAX = 12

/** The best tenth of the runs that have a value, at least one of them; empty without a metric. */
export function bestTenth(runs: readonly SeenRun[], goal: Goal): ReadonlySet<SeenRun> {
  const measured = runs.filter(({ value }) => value !== null)
  const sign = goal === 'minimize' ? 1 : -1
  const sorted = [...measured].sort((a, b) => sign * ((a.value ?? 0) - (b.value ?? 0)))
  return new Set(sorted.slice(0, Math.ceil(sorted.length / 10)))
}

export function histogramOf(seen: readonly Seen[], best: ReadonlySet<SeenRun>): Histogram {
  const byKey = new Map<string, Seen[]>()
  for (const each of seen) {
    const key = valueKey(each.value)
    const same = byKey.get(key)
    if (same === undefined) byKey.set(key, [each])
    else same.push(each)
  }
  const isNumbers = seen.every(({ value }) => typeof value === 'number')
  return isNumbers && byKey.size > VALUES_MAX ? stretches(seen, best) : listed([...byKey.values()], best)
}

function stretches(seen: readonly Seen[], best: ReadonlySet<SeenRun>): Histogram {
  const numbers = seen.map(({ value }) => Number(value))
  const min = numbers.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const max = numbers.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  const isLog = min > 0 && max / min >= 50
  const [low, high] = isLog ? [Math.log(min), Math.log(max)] : [min, max]
  const counts = new Array<number>(STRETCHES).fill(0)
  const bestCounts = new Array<number>(STRETCHES).fill(0)
  seen.forEach(({ run }, index) => {
    const at = isLog ? Math.log(numbers[index] ?? 0) : (numbers[index] ?? 0)
    // Halves, because max − min of two huge numbers is infinite where the difference of their halves is not.
    const share = (at / 2 - low / 2) / (high / 2 - low / 2)
    const place = Math.min(STRETCHES - 1, Math.floor(share * STRETCHES))
    counts[place] = (counts[place] ?? 0) + 1
    if (best.has(run)) bestCounts[place] = (bestCounts[place] ?? 0) + 1
  })
  const edges = Array.from({ length: STRETCHES + 1 }, (_, index) => {
    const share = index / STRETCHES
    const at = low * (1 - share) + high * share
    return isLog ? Math.exp(at) : at
  })
  return { kind: 'stretches', edges, isLog, counts, best: bestCounts }
}

/** Numbers by size; anything else by how often it was seen. */
function listed(groups: Seen[][], best: ReadonlySet<SeenRun>): Histogram {
  const isNumbers = groups.every(([first]) => typeof first?.value === 'number')
  const sorted = [...groups].sort((a, b) =>
    isNumbers ? Number(a[0]?.value) - Number(b[0]?.value) : b.length - a.length,
  )
  const shown = sorted.slice(0, VALUES_MAX)
  return {
    kind: 'values',
    values: shown.map(([first]) => first?.value ?? null),
    counts: shown.map((group) => group.length),
    best: shown.map((group) => group.filter(({ run }) => best.has(run)).length),
    otherCount: sorted.slice(VALUES_MAX).reduce((sum, group) => sum + group.length, 0),
  }
}
