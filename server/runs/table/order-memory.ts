/**
 * Orders of runs that were asked for lately. To know which run stands at a place of an order costs a pass over the project;
 * remembered as eight bytes a run, every further stretch of it is found at once, from the first to the last, and stays the
 * same while it is looked at. A version names the content of an order, not the process that made it, so any process may
 * be asked for any stretch.
 */
import { Recent } from './recent'

export type KeptOrder = { version: string; serials: Float64Array }

/** All orders together: 32 MB. */
const RUNS_MAX = 4_000_000

export class OrderMemory {
  /** By question and version, least recently asked for first. */
  private readonly kept = new Map<string, KeptOrder>()
  private readonly recent = new Recent<KeptOrder>()
  private readonly runsMax: number
  private runCount = 0

  constructor(runsMax = RUNS_MAX) {
    this.runsMax = runsMax
  }

  /** The order that an answer before named; null when it is not known here. */
  find(question: string, version: string): KeptOrder | null {
    const key = `${question} ${version}`
    const found = this.kept.get(key)
    if (found === undefined) return null
    this.kept.delete(key)
    this.kept.set(key, found)
    return found
  }

  /** The order as it is now, or was a moment ago. */
  now(question: string, projectId: string, make: () => Promise<Float64Array>): Promise<KeptOrder> {
    return this.recent.ask(question, projectId, async () => {
      const serials = await make()
      const version = versionOf(serials)
      const known = this.find(question, version)
      if (known !== null) return known
      const order = { version, serials }
      this.keep(`${question} ${version}`, order)
      return order
    })
  }

  /** What is looked at stays; the next question looks again. */
  forget(projectId: string): void {
    this.recent.forget(projectId)
  }

  private keep(key: string, order: KeptOrder): void {
    this.kept.set(key, order)
    this.runCount += order.serials.length
    for (const [oldest, { serials }] of this.kept) {
      if (this.runCount <= this.runsMax || oldest === key) return
      this.kept.delete(oldest)
      this.runCount -= serials.length
    }
  }
}

/** Two 32-bit hashes over the numbers, and how many there are: equal orders have equal names in every process. */
function versionOf(serials: Float64Array): string {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  for (const serial of serials) {
    const low = serial >>> 0
    const high = Math.floor(serial / 0x1_0000_0000)
    a = Math.imul(a ^ low, 0x01000193) ^ high
    b = Math.imul(b ^ (low + 0x7f4a7c15), 0x85ebca6b) ^ (b >>> 13)
  }
  return `${serials.length.toString(36)}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`
}
