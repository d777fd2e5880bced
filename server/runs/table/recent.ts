/**
 * Answers that cost a pass over a project. Who asks while one is being made waits for it, and an answer may be given again
 * for a few times what it cost, so that many who look never take more than a share of the database.
 */
const COSTS_REUSED = 4
const REUSED_MS_MAX = 2000
const QUESTIONS_MAX = 1000

export class Recent<T> {
  private readonly answers = new Map<string, { answer: T; madeAtMs: number; costMs: number; projectId: string }>()
  private readonly underWay = new Map<string, Promise<T>>()

  async ask(question: string, projectId: string, make: () => Promise<T>): Promise<T> {
    const known = this.answers.get(question)
    if (known !== undefined) {
      const ageMs = performance.now() - known.madeAtMs
      if (ageMs < Math.min(REUSED_MS_MAX, COSTS_REUSED * known.costMs)) return known.answer
    }
    const waiting = this.underWay.get(question)
    if (waiting !== undefined) return waiting
    const making: Promise<T> = this.make(question, projectId, make).finally(() => {
      if (this.underWay.get(question) === making) this.underWay.delete(question)
    })
    this.underWay.set(question, making)
    return making
  }

  /** After a change that whoever made it wants to see: the next question looks again. */
  forget(projectId: string): void {
    for (const [question, answer] of this.answers) if (answer.projectId === projectId) this.answers.delete(question)
    this.underWay.clear()
  }

  private async make(question: string, projectId: string, make: () => Promise<T>): Promise<T> {
    const startMs = performance.now()
    const answer = await make()
    const madeAtMs = performance.now()
    this.answers.delete(question)
    this.answers.set(question, { answer, madeAtMs, costMs: madeAtMs - startMs, projectId })
    if (this.answers.size > QUESTIONS_MAX) this.answers.delete(this.answers.keys().next().value ?? '')
    return answer
  }
}
