/**
 * Answers that cost much and hold until a sweep changes. Each is kept under a stamp that the caller reads from the
 * database at every question, so no process ever answers with what another has changed since; only the work is saved.
 */
export class Remembered<T> {
  private readonly kept = new Map<string, { stamp: string; answer: T; weight: number }>()
  private readonly weightMax: number
  private weight = 0

  constructor(weightMax: number) {
    this.weightMax = weightMax
  }

  find(key: string, stamp: string): T | undefined {
    const found = this.kept.get(key)
    if (found?.stamp !== stamp) return undefined
    this.kept.delete(key)
    this.kept.set(key, found)
    return found.answer
  }

  /** The least recently asked for go first; what weighs more than everything may is not kept at all. */
  keep(key: string, kept: { stamp: string; answer: T; weight?: number | undefined }): void {
    const weight = kept.weight ?? 1
    this.forget(key)
    if (weight > this.weightMax) return
    this.kept.set(key, { ...kept, weight })
    this.weight += weight
    for (const oldest of this.kept.keys()) {
      if (this.weight <= this.weightMax) return
      this.forget(oldest)
    }
  }

  forget(key: string): void {
    this.weight -= this.kept.get(key)?.weight ?? 0
    this.kept.delete(key)
  }
}

type Once<T> = { stamp: string; make: () => Promise<T>; weight?: number | undefined }

/** Who asks while the answer is being made waits for it; a failure is not remembered. */
export function once<T>(remembered: Remembered<Promise<T>>, key: string, { stamp, make, weight }: Once<T>): Promise<T> {
  const known = remembered.find(key, stamp)
  if (known !== undefined) return known
  const answer = make()
  remembered.keep(key, { stamp, answer, weight })
  answer.catch(() => {
    if (remembered.find(key, stamp) === answer) remembered.forget(key)
  })
  return answer
}
