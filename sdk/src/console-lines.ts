/**
 * Turns what a program prints into numbered lines. A carriage return starts the line over, so a progress bar is one
 * line that changes; each stream has its own unfinished line. Only what changed since `take` is handed out.
 */
export type StreamName = 'stdout' | 'stderr'
export type PrintedLine = { text: string; stream: StreamName; time: string | null }

type Page = { offset: number; lines: PrintedLine[] }

const LINE_CHARS_MAX = 100_000

export class ConsoleLines {
  #next: number
  #open = new Map<StreamName, { number: number; text: string; isReturned: boolean }>()
  #changed = new Map<number, PrintedLine>()
  #unsaved = new Set<number>()

  constructor(firstNumber: number) {
    this.#next = firstNumber
  }

  feed(chunk: string, stream: StreamName, time: string | null): void {
    for (const piece of chunk.split(/(\r\n|\n|\r)/)) {
      if (piece === '') continue
      if (piece === '\n' || piece === '\r\n') this.#end(stream, time)
      else if (piece === '\r') this.#return(stream)
      else this.#add(piece, stream, time)
    }
  }

  #lineOf(stream: StreamName) {
    let line = this.#open.get(stream)
    if (line === undefined) {
      line = { number: this.#next++, text: '', isReturned: false }
      this.#open.set(stream, line)
    }
    return line
  }

  #add(text: string, stream: StreamName, time: string | null): void {
    const line = this.#lineOf(stream)
    line.text = ((line.isReturned ? '' : line.text) + text).slice(0, LINE_CHARS_MAX)
    line.isReturned = false
    this.#change(line.number, { text: line.text, stream, time })
  }

  #change(number: number, line: PrintedLine): void {
    this.#changed.set(number, line)
    this.#unsaved.add(number)
  }

  /** The text stays until something is printed over it: `\r\n` and a last `\r` must not wipe the line. */
  #return(stream: StreamName): void {
    const line = this.#open.get(stream)
    if (line !== undefined) line.isReturned = true
  }

  #end(stream: StreamName, time: string | null): void {
    const line = this.#lineOf(stream)
    if (line.text === '') this.#change(line.number, { text: '', stream, time })
    this.#open.delete(stream)
  }

  get hasChanges(): boolean {
    return this.#changed.size > 0
  }

  /** The first changed lines with consecutive numbers, at most `linesMax`; they count as handed out. */
  take(linesMax: number): Page | null {
    const page = this.#pages(() => true)[0]
    if (page === undefined) return null
    const lines = page.lines.slice(0, linesMax)
    for (const index of lines.keys()) this.#changed.delete(page.offset + index)
    return { offset: page.offset, lines }
  }

  /** What is not handed out and was not given to this call before: for the disk. */
  takeUnsaved(): Page[] {
    const pages = this.#pages((number) => this.#unsaved.has(number))
    this.#unsaved.clear()
    return pages
  }

  /** Changed lines in order, each page a stretch of consecutive numbers. */
  #pages(isWanted: (number: number) => boolean): Page[] {
    const pages: Page[] = []
    const changed = [...this.#changed].filter(([number]) => isWanted(number)).sort(([a], [b]) => a - b)
    for (const [number, line] of changed) {
      const last = pages.at(-1)
      if (last !== undefined && last.offset + last.lines.length === number) last.lines.push(line)
      else pages.push({ offset: number, lines: [line] })
    }
    return pages
  }

  /** Takes lines back that did not arrive; what was printed over them since is newer and stays. */
  putBack(offset: number, lines: readonly PrintedLine[]): void {
    lines.forEach((line, index) => {
      if (!this.#changed.has(offset + index)) this.#change(offset + index, line)
    })
  }
}
