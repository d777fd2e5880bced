/**
 * Paints the lines of parallel coordinates: a faint layer of all runs, above it those that pass the brushes, above both
 * the line in the light. It lives outside of React: brushes move sixty times a second. It decides nothing: positions,
 * colours and which runs pass come from elsewhere.
 */
import type { ParallelTable } from '../prepare/parallel/parallel-table'
import { drawLitLine } from './draw-lit-line'
import { type Geometry, yOf } from './geometry'
import type { LineColors } from './line-colors'
import { type FieldGeometry, type FieldInk, setInk } from './line-field'
import { LineLayer } from './line-layer'

export type LineScene = {
  table: ParallelTable
  /** Keys of the axes in the order drawn. */
  axes: readonly string[]
  flipped: readonly boolean[]
  geometry: Geometry
  colors: LineColors
}

export type LineCanvases = Record<'faint' | 'lines' | 'lit', HTMLCanvasElement>

/** Of a frame's 16 ms; the rest is the browser's. */
const BUDGET_MS = 7
/** A new picture may take longer at first, rather than let the old one stand. */
const FIRST_BUDGET_MS = 60
/** Beyond it lines are so dense that finer pixels show nothing more. */
const FINE_LINES_MAX = 2000
const THICK_LINES_MAX = 300
/** By kind of line: finished, running, failed, stopped. In CSS pixels. */
export const LINE_DASHES: FieldGeometry['dashes'] = [
  [1, 0],
  [9, 5],
  [2, 4],
  [16, 3],
]

export class LinePainter {
  private readonly canvases: LineCanvases
  private scene: LineScene | null = null
  private lines: LineLayer | null = null
  private faint: LineLayer | null = null
  private bits: Uint8Array = new Uint8Array(0)
  private everything: Uint8Array = new Uint8Array(0)
  private count = 0
  private frame = 0
  private isFirstFrame = true
  /** A new scene is on its way, and the picture of the one before still stands. */
  private isReplacing = false
  private lit: number | null = null

  constructor(canvases: LineCanvases) {
    this.canvases = canvases
  }

  setScene(scene: LineScene, bits: Uint8Array, count: number): void {
    this.scene = scene
    const geometry = fieldGeometry(scene)
    this.isReplacing = this.lines !== null
    this.lines = new LineLayer(this.canvases.lines, geometry, inkOf(scene))
    this.faint = null
    this.everything = new Uint8Array(scene.table.runs.length).fill(1)
    this.isFirstFrame = true
    this.setPassing(bits, count)
    this.drawLit()
  }

  setPassing(bits: Uint8Array, count: number): void {
    this.bits = bits
    this.count = count
    this.schedule()
  }

  setLit(line: number | null): void {
    if (line === this.lit) return
    this.lit = line
    this.drawLit()
  }

  dispose(): void {
    cancelAnimationFrame(this.frame)
  }

  private schedule(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.paint())
  }

  private paint(): void {
    this.frame = 0
    const { lines } = this
    if (lines === null) return
    const endMs = performance.now() + (this.isFirstFrame ? FIRST_BUDGET_MS : BUDGET_MS)
    this.isFirstFrame = false
    const isWhole = lines.advance(this.bits, endMs)
    // A picture in parts is better than none, but not better than the one before.
    if (isWhole || !this.isReplacing) lines.paint(inkFor(this.count))
    this.isReplacing &&= !isWhole
    if (!this.paintFaint(endMs) || !isWhole) this.schedule()
  }

  /** Made with the first brush: until then everything passes, and nothing would be seen of it. True when it is whole. */
  private paintFaint(endMs: number): boolean {
    this.canvases.faint.style.opacity = this.hasFaint() ? '1' : '0'
    if (!this.hasFaint() || this.scene === null) return true
    this.faint ??= new LineLayer(this.canvases.faint, fieldGeometry(this.scene), faintInk(this.scene))
    const isWhole = this.faint.advance(this.everything, endMs)
    this.faint.paint(Math.min(0.4, FAINT_INK / Math.sqrt(Math.max(1, this.everything.length))))
    return isWhole
  }

  private hasFaint(): boolean {
    return this.count < this.everything.length
  }

  private drawLit(): void {
    const { scene, lit, canvases } = this
    if (scene === null) return
    canvases.lines.style.opacity = lit === null ? '1' : '0.4'
    drawLitLine(canvases.lit, scene, lit)
  }
}

const FAINT_INK = 2.5

/** Many lines need less ink each, or they become one block. */
function inkFor(count: number): number {
  return Math.min(0.5, 2 / Math.sqrt(Math.max(1, count)))
}

/** Device pixels where they can be told apart. */
function fieldGeometry({ table, axes, flipped, geometry }: LineScene): FieldGeometry {
  const count = table.runs.length
  const ratio = count > FINE_LINES_MAX ? 1 : Math.min(2, window.devicePixelRatio || 1)
  const ys = axes.map((key, place) => {
    const positions = table.columns.get(key)?.positions ?? new Float32Array(count)
    return positions.map((position) => ratio * yOf(position, flipped[place] === true))
  })
  return {
    width: Math.round(geometry.width * ratio),
    height: Math.round(geometry.height * ratio),
    xs: geometry.xs.map((x) => x * ratio),
    ys,
    thickness: ratio * (count > THICK_LINES_MAX ? 1 : 1.5),
    dashes: LINE_DASHES.map(([on, off]) => [on * ratio, off * ratio] as const),
  }
}

const WEIGHT_MAX = 16
/** Lines times weight that a pixel's sums hold exactly. */
const WEIGHT_SUM_MAX = 130_000

/** Good runs have more ink, the best by far; those without a value have the least. */
function inkOf({ table, colors }: LineScene): FieldInk {
  const ink = emptyInk(table)
  const most = Math.max(1, Math.min(WEIGHT_MAX, Math.floor(WEIGHT_SUM_MAX / table.runs.length)))
  for (let line = 0; line < table.runs.length; line++) {
    const quality = table.quality[line] ?? Number.NaN
    const weight = Number.isNaN(quality) ? 1 : 1 + Math.round((most - 1) * quality ** 3)
    setInk(ink, line, [...colors.rgb.subarray(3 * line, 3 * line + 3)], weight)
  }
  return ink
}

function faintInk({ table, colors }: LineScene): FieldInk {
  const ink = emptyInk(table)
  for (let line = 0; line < table.runs.length; line++) setInk(ink, line, colors.faint, 1)
  return ink
}

function emptyInk({ runs, kinds }: ParallelTable): FieldInk {
  return { warm: new Float64Array(runs.length), cool: new Float64Array(runs.length), dash: kinds }
}
