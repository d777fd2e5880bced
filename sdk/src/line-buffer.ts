/** Numbered lines that are not acknowledged, the first with the number `offset`, and how many of them are on disk. */
const BATCH_CHARS_MAX = 4 * 1024 * 1024

export class LineBuffer {
  lines: string[] = []
  offset: number
  #onDisk = 0

  constructor(offset: number) {
    this.offset = offset
  }

  /** At most `linesMax` of the first, and not many more characters than one request should have. */
  batch(linesMax: number): string[] {
    let chars = 0
    let count = 0
    for (const line of this.lines) {
      chars += line.length
      if (count > 0 && (chars > BATCH_CHARS_MAX || count >= linesMax)) break
      count++
    }
    return this.lines.slice(0, count)
  }

  acknowledge(count: number): void {
    this.lines.splice(0, count)
    this.offset += count
    this.#onDisk = Math.max(0, this.#onDisk - count)
  }

  /** Lines that are not on disk yet, with the number of the first. */
  unsaved(): { offset: number; lines: string[] } {
    return { offset: this.offset + this.#onDisk, lines: this.lines.slice(this.#onDisk) }
  }

  markSaved(): void {
    this.#onDisk = this.lines.length
  }

  /** The file on disk is gone. */
  forgetDisk(): void {
    this.#onDisk = 0
  }
}
