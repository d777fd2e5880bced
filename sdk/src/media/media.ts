/**
 * What a program logs to be shown: images, tables, histograms, pages, sound, video. Each becomes a value of history in
 * the shape of the wandb client, its content a file of the run. A file is named by metric, step and content, so that the
 * same picture logged twice is sent once.
 */
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { type Json, type JsonObject, storableJson } from '~/server/domain/json'
import { plainValue } from '../plain-json'
import { type Bins, binsOf, checkedBins } from './histogram'
import { imageFacts } from './image-size'
import { encodePng, type Pixels } from './png'

/** Saves content as a file of the run in a folder of media; the name is made there. */
export type Keep = (content: Uint8Array, folder: string, extension: string) => KeptFile
export type KeptFile = { path: string; sha256: string; size: number }

export abstract class Media {
  /** The value of history; `keep` saves what lies in files. */
  abstract toJson(keep: Keep): JsonObject
}

/** A medium that is one file. */
class FileMedia extends Media {
  readonly type: string
  readonly #folder: string
  readonly #extension: string
  readonly #content: Uint8Array
  readonly facts: JsonObject

  constructor(parts: { type: string; folder: string; extension: string; content: Uint8Array; facts?: JsonObject }) {
    super()
    this.type = parts.type
    this.#folder = parts.folder
    this.#extension = parts.extension
    this.#content = parts.content
    this.facts = parts.facts ?? {}
  }

  toJson(keep: Keep): JsonObject {
    return { _type: this.type, ...keep(this.#content, this.#folder, this.#extension), ...this.facts }
  }
}

class Histogram extends Media {
  readonly #bins: Bins

  constructor(bins: Bins) {
    super()
    this.#bins = bins
  }

  toJson(): JsonObject {
    return { _type: 'histogram', values: [...this.#bins.counts], bins: [...this.#bins.edges] }
  }
}

class Table extends Media {
  readonly #columns: readonly string[]
  readonly #rows: readonly (readonly unknown[])[]

  constructor(columns: readonly string[], rows: readonly (readonly unknown[])[]) {
    super()
    this.#columns = columns
    this.#rows = rows
  }

  toJson(keep: Keep): JsonObject {
    const cell = (value: unknown): Json =>
      value instanceof Media ? value.toJson(keep) : storableJson(plainValue(value, 0) ?? null)
    const content = JSON.stringify({ columns: this.#columns, data: this.#rows.map((row) => row.map(cell)) })
    const file = keep(Buffer.from(content), 'table', '.table.json')
    return { _type: 'table-file', ...file, ncols: this.#columns.length, nrows: this.#rows.length }
  }
}

export type ImageSource = string | Uint8Array | Pixels
export type Captioned = { caption?: string }

/** From a file, from the bytes of one, or from pixels. Throws where it is no image that a browser shows. */
export function image(source: ImageSource, { caption }: Captioned = {}): Media {
  const content = contentOf(source)
  const facts = imageFacts(content)
  if (facts === null)
    throw new TypeError('an image is a PNG, JPEG, GIF, WebP, BMP or SVG, or pixels {width, height, data}')
  const { format, width, height } = facts
  return new FileMedia({
    type: 'image-file',
    folder: 'images',
    extension: `.${format}`,
    content,
    facts: { format, ...known({ width, height, caption }) },
  })
}

function contentOf(source: ImageSource): Uint8Array {
  if (typeof source === 'string') return readFileSync(source)
  return source instanceof Uint8Array ? source : encodePng(source)
}

/** Cells may be numbers, text, anything JSON, and images. Throws where a row is not as long as the columns. */
export function table({ columns, rows }: { columns: readonly string[]; rows: readonly (readonly unknown[])[] }): Media {
  const odd = rows.findIndex((row) => row.length !== columns.length)
  if (odd !== -1) {
    throw new TypeError(
      `row ${odd} of the table has ${rows[odd]?.length} cells, and there are ${columns.length} columns`,
    )
  }
  return new Table([...columns], [...rows])
}

/** Of values, counted in `bins` bins (64 when not said otherwise), or of counts that there are already. */
export function histogram(values: Iterable<number> | Bins, { bins }: { bins?: number } = {}): Media {
  return new Histogram('counts' in values ? checkedBins(values) : binsOf(values, bins))
}

/** A page of HTML; the dashboard shows it in a frame of its own, without the network. */
export function html(text: string): Media {
  return new FileMedia({ type: 'html-file', folder: 'html', extension: '.html', content: Buffer.from(text) })
}

/** From a file, or from the bytes of one with its format. */
export function audio(source: string | Uint8Array, options: Captioned & { format?: string } = {}): Media {
  return recording('audio-file', 'audio', source, { format: 'wav', ...options })
}

export function video(source: string | Uint8Array, options: Captioned & { format?: string } = {}): Media {
  return recording('video-file', 'videos', source, { format: 'mp4', ...options })
}

function recording(
  type: string,
  folder: string,
  source: string | Uint8Array,
  { caption, format }: Captioned & { format: string },
): Media {
  const extension = typeof source === 'string' ? extname(source).toLowerCase() || `.${format}` : `.${format}`
  const content = typeof source === 'string' ? readFileSync(source) : source
  return new FileMedia({ type, folder, extension, content, facts: known({ caption }) })
}

function known(facts: Record<string, string | number | null | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(facts).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== null,
    ),
  )
}

/** Several of one kind, in the shape that the client gives such a list; null where they are not all alike. */
export function listJson(items: readonly Media[], keep: Keep): JsonObject | null {
  const files = items.filter((item) => item instanceof FileMedia)
  const type = files[0]?.type
  if (type === undefined || files.length < items.length || files.some((file) => file.type !== type)) return null
  const members = files.map((file) => file.toJson(keep))
  const count = members.length
  const captions = members.map(({ caption = false }) => caption)
  const withCaptions: JsonObject = captions.some((caption) => caption !== false) ? { captions } : {}
  if (type === 'image-file') {
    const { width = null, height = null, format = null } = members[0] ?? {}
    const filenames = members.map(({ path = null }) => path)
    return { _type: 'images/separated', width, height, format, count, filenames, ...withCaptions }
  }
  if (type === 'audio-file') return { _type: 'audio', count, audio: members, ...withCaptions }
  if (type === 'video-file') return { _type: 'videos', count, videos: members, ...withCaptions }
  return { _type: 'html', count, html: members }
}
