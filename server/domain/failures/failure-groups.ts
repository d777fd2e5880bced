/** Failed runs by what they said and by where they ran: the other half of an explanation, beside the parameters. */
import { FAILURES_MIN } from './explain-failures'
import { upperTail } from './hypergeometric'

export type ReasonGroup = { text: string; count: number; runId: string; runName: string }

type Said = { reason: string | null; runId: string; runName: string }

const REASON_MAX = 160

/** Most frequent first. Texts that differ in numbers and addresses alone are one; the first of them stands for all. */
export function groupReasons(failed: readonly Said[]): ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>()
  for (const { reason, runId, runName } of failed) {
    const text = firstLine(reason)
    const key = text.replace(/0x[0-9a-f]+|\d+(\.\d+)?([eE][-+]?\d+)?/gi, '#').toLowerCase()
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { text, count: 1, runId, runName })
    else group.count++
  }
  return [...groups.values()].sort((a, b) => b.count - a.count)
}

/** Of a traceback the last line says what happened, and people write that one as the reason; blank is no reason. */
export function firstLine(reason: string | null): string {
  const line = reason?.split('\n').find((each) => each.trim() !== '')
  if (line === undefined) return 'no reason was given'
  const text = line.trim()
  return text.length > REASON_MAX ? `${text.slice(0, REASON_MAX - 1)}…` : text
}

export type Place = { host: string | null; agent: string | null; isBad: boolean }

export type PlaceGroup = {
  kind: 'host' | 'agent'
  name: string
  bad: number
  total: number
  /** It fails more than chance would let any one of them fail: the machine is to blame, not the settings. */
  isSuspicious: boolean
}

const P_MAX = 0.01

/** Hosts with a failure and agents that fail more than their share, most failures first. An agent that is alone on its host is left to the host. */
export function groupPlaces(ended: readonly Place[]): PlaceGroup[] {
  const hosts = countPlaces(ended, 'host')
  const agents = countPlaces(ended, 'agent').filter(
    ({ isSuspicious, bad, total }) => isSuspicious && !hosts.some((host) => host.bad === bad && host.total === total),
  )
  return [...hosts, ...agents].filter(({ bad }) => bad > 0).sort((a, b) => b.bad - a.bad || a.total - b.total)
}

function countPlaces(ended: readonly Place[], kind: 'host' | 'agent'): PlaceGroup[] {
  const known = ended.filter((each) => each[kind] !== null)
  const counts = new Map<string, { bad: number; total: number }>()
  for (const each of known) {
    const name = each[kind] ?? ''
    const { bad, total } = counts.get(name) ?? { bad: 0, total: 0 }
    counts.set(name, { bad: bad + (each.isBad ? 1 : 0), total: total + 1 })
  }
  const bad = known.filter(({ isBad }) => isBad).length
  return [...counts].map(([name, place]) => {
    const table = { inside: place.total, badInside: place.bad, total: known.length, bad }
    const isSuspicious =
      place.bad >= FAILURES_MIN && place.total < known.length && counts.size * upperTail(table) <= P_MAX
    return { kind, name, ...place, isSuspicious }
  })
}
