/** A value of a config or a summary in one line, media in words and not as the JSON that they are logged as. Pure. */
import { countOf, formatValue } from '~/components/lib/format'
import type { Json } from '~/server/domain/json'
import { type Media, parseMedia } from '~/server/domain/media'

export function valueSaid(value: Json | undefined): string {
  const isMedia = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, '_type')
  const media = isMedia ? parseMedia(value) : null
  return media === null ? formatValue(value) : mediaSaid(media)
}

function mediaSaid(media: Media): string {
  switch (media.kind) {
    case 'images':
      return countOf(media.files.length, 'image')
    case 'html':
      return countOf(media.files.length, 'page')
    case 'audio':
      return countOf(media.files.length, 'sound')
    case 'video':
      return countOf(media.files.length, 'video')
    case 'file':
      return countOf(media.files.length, 'file')
    case 'table':
      return media.rowCount === null ? 'table' : `table of ${countOf(media.rowCount, 'row')}`
    case 'histogram':
      return `histogram of ${countOf(media.counts.length, 'bin')}`
    case 'text':
      return media.text
  }
}
