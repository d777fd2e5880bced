/** The colours and the font that a drawing takes along from the page. The outside system is the page's style. */
import { tokenColor } from '~/components/lib/color'
import { qualityColor } from './parallel-coordinates/quality-color'
import type { SvgLook } from './prepare/svg-text'

export function svgLook(): SvgLook {
  const root = document.documentElement
  return {
    colorOf: (color) => hexOf(tokenColor(root, color)),
    scaleColor: (share) => qualityColor(share, root.classList.contains('dark')),
    font: getComputedStyle(document.body).fontFamily.replaceAll('"', "'"),
  }
}

const known = new Map<string, string>()

/** Programs that draw SVG know hexadecimal colours, and few know OKLCH; a canvas turns one into the other. */
function hexOf(color: string): string {
  const found = known.get(color)
  if (found !== undefined) return found
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (context === null) return color
  context.canvas.width = 1
  context.canvas.height = 1
  context.fillStyle = color
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
  const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
  known.set(color, hex)
  return hex
}
