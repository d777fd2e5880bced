/**
 * One canvas of lines that catches up with what it should show, a few milliseconds at a time, so that no frame is late
 * however many lines there are and however slow the machine is.
 */
import { alphaTable, type FieldGeometry, type FieldInk, LineField } from './line-field'

const CHUNK = 128

export class LineLayer {
  private readonly context: CanvasRenderingContext2D | null
  private readonly image: ImageData | null
  private readonly field: LineField
  private readonly inks: FieldInk
  /** Lines that are on the picture now. */
  private readonly shown: Uint8Array
  private readonly adds = new Int32Array(CHUNK)
  private readonly takes = new Int32Array(CHUNK)
  private isChanged = true
  private ink = 0

  constructor(canvas: HTMLCanvasElement, geometry: FieldGeometry, ink: FieldInk) {
    const { width, height } = geometry
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    }
    this.context = canvas.getContext('2d')
    this.image = this.context?.createImageData(width, height) ?? null
    this.field = new LineField(geometry)
    this.inks = ink
    this.shown = new Uint8Array(ink.dash.length)
  }

  /** Brings lines on and off until the picture is as wanted (true) or the time is up (false). */
  advance(wanted: Uint8Array, endMs: number): boolean {
    let from = 0
    for (;;) {
      let [addCount, takeCount] = [0, 0]
      while (from < this.shown.length && addCount < CHUNK && takeCount < CHUNK) {
        const change = (wanted[from] ?? 0) - (this.shown[from] ?? 0)
        if (change > 0) this.adds[addCount++] = from
        if (change < 0) this.takes[takeCount++] = from
        if (change !== 0) this.shown[from] = wanted[from] ?? 0
        from++
      }
      this.isChanged ||= addCount + takeCount > 0
      this.field.add(this.adds, addCount, this.inks, 1)
      this.field.add(this.takes, takeCount, this.inks, -1)
      if (from >= this.shown.length) return true
      if (performance.now() >= endMs) return !this.differs(wanted, from)
    }
  }

  private differs(wanted: Uint8Array, from: number): boolean {
    for (let line = from; line < this.shown.length; line++) if (wanted[line] !== this.shown[line]) return true
    return false
  }

  /** `ink`: opacity of a line of the least weight. What is on the canvas already is not painted again. */
  paint(ink: number): void {
    if (this.context === null || this.image === null || (!this.isChanged && ink === this.ink)) return
    this.isChanged = false
    this.ink = ink
    this.field.paint(new Uint32Array(this.image.data.buffer), alphaTable(ink))
    this.context.putImageData(this.image, 0, 0)
  }
}
