/** Paints a histogram matrix: a rectangle for each row of each column, and the lines of median and band over them. */
import type { HistogramMatrix } from '../prepare/histogram-matrix'

export type HeatScale = {
  width: number
  height: number
  x: (step: number) => number
  y: (value: number) => number
}

export type HeatColors = {
  /** From 0 to 1, the square root of the share: small shares are seen too. */
  colorAt: (strength: number) => string
  line: string
}

const STRENGTHS = 32

export function drawHeat(
  context: CanvasRenderingContext2D,
  matrix: HistogramMatrix,
  { scale, colors }: { scale: HeatScale; colors: HeatColors },
): void {
  const palette = Array.from({ length: STRENGTHS + 1 }, (_, index) => colors.colorAt(index / STRENGTHS))
  const rowHeight = scale.height / matrix.rows
  for (const { from, to, shares } of matrix.columns) {
    const left = Math.floor(scale.x(from))
    const width = Math.max(1, Math.ceil(scale.x(to)) - left)
    for (const [row, share] of shares.entries()) {
      if (share <= 0) continue
      const strength = Math.sqrt(share / matrix.shareMax)
      context.fillStyle = palette[Math.max(1, Math.round(strength * STRENGTHS))] ?? ''
      const top = Math.floor(scale.height - (row + 1) * rowHeight)
      context.fillRect(left, top, width, Math.ceil(rowHeight))
    }
  }
  drawQuantiles(context, matrix, { scale, line: colors.line })
}

/** Through the middles of the columns; a single column has nothing to lead through. */
function drawQuantiles(
  context: CanvasRenderingContext2D,
  { columns }: HistogramMatrix,
  { scale, line }: { scale: HeatScale; line: string },
): void {
  if (columns.length < 2) return
  context.strokeStyle = line
  for (const [key, width, dash] of [
    ['median', 1.5, []],
    ['low', 1, [3, 3]],
    ['high', 1, [3, 3]],
  ] as const) {
    context.lineWidth = width
    context.setLineDash([...dash])
    context.beginPath()
    for (const column of columns) context.lineTo(scale.x((column.from + column.to) / 2), scale.y(column[key]))
    context.stroke()
  }
  context.setLineDash([])
}
