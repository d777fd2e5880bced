/** The Range header: one stretch of bytes. Pure. Several stretches at once are answered with the whole, as is allowed. */
import type { ByteRange } from '~/server/files/blob-store'

/** `unsatisfiable`: the stretch lies past the end. */
export type RangeAsked = ByteRange | 'whole' | 'unsatisfiable'

export function rangeOf(header: string | undefined, size: number): RangeAsked {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (match === null) return 'whole'
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return 'whole'
  if (from === '') {
    const count = Math.min(Number(to), size)
    return count === 0 ? 'unsatisfiable' : { start: size - count, end: size - 1 }
  }
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < start) return 'whole'
  return start >= size ? 'unsatisfiable' : { start, end }
}
