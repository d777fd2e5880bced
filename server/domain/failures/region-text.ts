/** A region as people say it: "batch_size 512", "lr of 0.03 or more", "layers from 5 to 8". */
import { numberText, valueText } from '../distribution-text'
import type { Region } from './explain-failures'

export function regionText(name: string, region: Region): string {
  if (region.kind === 'values') {
    const texts = region.values.map(valueText)
    const last = texts.pop() ?? ''
    return `${name} ${texts.length === 0 ? last : `${texts.join(', ')} or ${last}`}`
  }
  const { min, max, below, above } = region
  const [low, high] = [shortText(min), shortText(max)]
  if (min === max) return `${name} ${low}`
  if (above === null && below !== null) return `${name} of ${low} or more`
  if (below === null && above !== null) return `${name} of ${high} or less`
  return `${name} from ${low} to ${high}`
}

function shortText(value: number): string {
  return numberText(Number.isInteger(value) ? value : Number(value.toPrecision(3)))
}
