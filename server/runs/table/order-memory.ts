/**
 * Orders of runs that were asked for lately. To know which run stands at a place of an order costs a pass over the project;
 * remembered as eight bytes a run, every further stretch of it is found at once, from the first to the last, and stays the
 * same while it is looked at. A version names the content of an order, not the process that made it, so any process may
 * be asked for any stretch.
 */

export type KeptOrder = { version: string; serials: Float64Array }

/** All orders together: 32 MB. */
const RUNS_MAX = 4_000_000
/** An order may be served again for this many times of what it cost, so that looking never takes more than a share of the database. */
const COSTS_REUSED = 4
const REUSED_MS_MAX = 2000

type Latest = { order: KeptOrder; madeAtMs: number; costMs: number; projectId: string }

export class OrderMemory {
  /** By question and version, least recently asked for first. */
  private readonly kept = new Map<string, KeptOrder>()
  private readonly latest = new Map<string, Latest>()
  private readonly underWay = new Map<string, Promise<KeptOrder>>()
  private runCount = 0

  /** The order that an answer before named; null when it is not known here. */
  find(question: string, version: string): KeptOrder | null {
    const key = `${question} ${version}`
    const found = this.kept.get(key)
    if (found === undefined) return null
    this.kept.delete(key)
    this.kept.set(key, found)
    return found
  }

  /** The order as it is now, or was a moment ago; who asks while it is being made waits for it. */
  async now(question: string, projectId: string, make: () => Promise<Float64Array>): Promise<KeptOrder> {
    const latest = this.latest.get(question)
    if (latest !== undefined) {
      const ageMs = performance.now() - latest.madeAtMs
      if (ageMs < Math.min(REUSED_MS_MAX, COSTS_REUSED * latest.costMs)) return latest.order
    }
    const waiting = this.underWay.get(question)
    if (waiting !== undefined) return waiting
    const making = this.make(question, projectId, make).finally(() => this.underWay.delete(question))
    this.underWay.set(question, making)
    return making
  }

  /** After a change that whoever made it wants to see: the next question looks again. What is looked at stays. */
  forget(projectId: string): void {
    for (const [question, latest] of this.latest) if (latest.projectId === projectId) this.latest.delete(question)
    this.underWay.clear()
  }

  private async make(question: string, projectId: string, make: () => Promise<Float64Array>): Promise<KeptOrder> {
    const startMs = performance.now()
    const serials = await make()
    const madeAtMs = performance.now()
    const version = versionOf(serials)
    const order = this.find(question, version) ?? { version, serials }
    this.keep(`${question} ${version}`, order)
    this.latest.delete(question)
    this.latest.set(question, { order, madeAtMs, costMs: madeAtMs - startMs, projectId })
    if (this.latest.size > 1000) this.latest.delete(this.latest.keys().next().value ?? '')
    return order
  }

  private keep(key: string, order: KeptOrder): void {
    if (this.kept.has(key)) return
    this.kept.set(key, order)
    this.runCount += order.serials.length
    for (const [oldest, { serials }] of this.kept) {
      if (this.runCount <= RUNS_MAX || oldest === key) return
      this.kept.delete(oldest)
      this.runCount -= serials.length
    }
  }
}

/** Two 32-bit hashes over the numbers, and how many there are: equal orders have equal names in every process. */
export function versionOf(serials: Float64Array): string {
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
