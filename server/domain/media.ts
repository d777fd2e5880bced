/**
 * Media: values of history that are shown, not drawn. They are logged in the shapes of the wandb client (an object with
 * `_type`, its content in a file of the run); `parseMedia` turns each of its many shapes into one of few kinds. Text and
 * other values that are no numbers are read by the same queries.
 */
import { z } from 'zod'
import { storageIdSchema } from './ids'
import { fromMetricValue, type Json, jsonSchema } from './json'

const keySchema = z.string().min(1).max(1024)
const runsSchema = z.array(storageIdSchema).min(1).max(200)

export const mediaKeysInputSchema = z.object({ storageIds: runsSchema })

export const MEDIA_KINDS = ['images', 'table', 'histogram', 'html', 'audio', 'video', 'file', 'text'] as const
export const mediaKindSchema = z.enum(MEDIA_KINDS)
export type MediaKind = z.infer<typeof mediaKindSchema>

/** A metric that holds media or text in some of the runs. */
export const mediaKeySchema = z.object({
  key: z.string(),
  kind: mediaKindSchema,
  runCount: z.int(),
  valueCount: z.int(),
})
export type MediaKey = z.infer<typeof mediaKeySchema>

export const mediaStepsInputSchema = z.object({
  storageIds: runsSchema,
  key: keySchema,
  /** Of a run with more values, so many are named, spread evenly, the first and the last among them. */
  limit: z.int().min(2).max(20_000).default(5000),
})
export type MediaStepsInput = z.infer<typeof mediaStepsInputSchema>

/** Where one metric of one run has a value that is no number: line and step of each, in the order of lines. */
export const mediaStepsSchema = z.object({
  storageId: storageIdSchema,
  valueCount: z.int(),
  lines: z.array(z.int()),
  steps: z.array(z.int()),
})
export type MediaSteps = z.infer<typeof mediaStepsSchema>

export const mediaInputSchema = z.object({
  key: keySchema,
  runs: z
    .array(z.object({ storageId: storageIdSchema, lines: z.array(z.int().min(0)).min(1).max(500) }))
    .min(1)
    .max(200),
})
export type MediaInput = z.infer<typeof mediaInputSchema>

/** A line is written once, so a value never changes. What would make the answer too large is left for another question. */
export const mediaPageSchema = z.object({
  values: z.array(z.object({ storageId: storageIdSchema, line: z.int(), step: z.int(), value: jsonSchema })),
  left: z.array(z.object({ storageId: storageIdSchema, line: z.int() })),
})
export type MediaPage = z.infer<typeof mediaPageSchema>

export type MediaFile = {
  /** Path of the file in its run. */
  path: string
  caption: string | null
  width: number | null
  height: number | null
  /** Hash of the content, where it was logged. */
  sha256: string | null
  size: number | null
}

export type Media =
  | { kind: 'images' | 'html' | 'audio' | 'video'; files: MediaFile[] }
  | { kind: 'file'; type: string; files: MediaFile[] }
  | { kind: 'table'; file: MediaFile; rowCount: number | null; columnCount: number | null }
  /** `edges` is one longer than `counts`. */
  | { kind: 'histogram'; edges: number[]; counts: number[] }
  | { kind: 'text'; text: string }

type JsonRecord = { [key: string]: Json }

/** The lists of the client name their members by a key of their own. */
const LISTS = new Map<string, { kind: 'images' | 'html' | 'audio' | 'video' | 'file'; members: string }>([
  ['images/separated', { kind: 'images', members: 'images' }],
  ['html', { kind: 'html', members: 'html' }],
  ['audio', { kind: 'audio', members: 'audio' }],
  ['videos', { kind: 'video', members: 'videos' }],
  ['object3D', { kind: 'file', members: 'objects' }],
  ['molecule', { kind: 'file', members: 'molecules' }],
])

const SINGLES = new Map<string, 'images' | 'html' | 'audio' | 'video'>([
  ['image-file', 'images'],
  ['html-file', 'html'],
  ['audio-file', 'audio'],
  ['video-file', 'video'],
])

/** The kind of a value by its `_type`; null for objects and lists that mean nothing here. */
export function mediaKindOf(type: string | null, jsonType: string): MediaKind | null {
  if (type === null) return jsonType === 'string' ? 'text' : null
  if (type === 'histogram') return 'histogram'
  if (type === 'table-file') return 'table'
  return SINGLES.get(type) ?? LISTS.get(type)?.kind ?? (type.endsWith('-file') || type === 'file' ? 'file' : null)
}

/** Null for a value that is no media, or that its writer left incomplete. */
export function parseMedia(value: Json): Media | null {
  if (typeof value === 'string') return { kind: 'text', text: value }
  if (!isRecord(value)) return null
  const type = typeof value['_type'] === 'string' ? value['_type'] : null
  const kind = mediaKindOf(type, 'object')
  if (type === null || kind === null) return null
  if (kind === 'histogram') return parseHistogram(value)
  if (kind === 'table') {
    const file = parseFile(value)
    const [rowCount, columnCount] = [numberAt(value, 'nrows'), numberAt(value, 'ncols')]
    return file === null ? null : { kind, file, rowCount, columnCount }
  }
  if (kind === 'text') return null
  const list = LISTS.get(type)
  const files = list === undefined ? compact([parseFile(value)]) : parseList(value, list.members)
  if (files.length === 0) return null
  return kind === 'file' ? { kind, type, files } : { kind, files }
}

function parseFile(value: Json | undefined, caption: Json | undefined = undefined): MediaFile | null {
  if (!isRecord(value) || typeof value['path'] !== 'string') return null
  const text = typeof caption === 'string' ? caption : value['caption']
  return {
    path: value['path'],
    caption: typeof text === 'string' && text !== '' ? text : null,
    width: numberAt(value, 'width'),
    height: numberAt(value, 'height'),
    sha256: typeof value['sha256'] === 'string' ? value['sha256'] : null,
    size: numberAt(value, 'size'),
  }
}

/** Members as objects where they are, else their paths in `filenames`, which share the sizes of the list. */
function parseList(value: JsonRecord, members: string): MediaFile[] {
  const captions = arrayAt(value, 'captions')
  const objects = arrayAt(value, members)
  if (objects.length > 0) return compact(objects.map((member, index) => parseFile(member, captions[index])))
  const { width = null, height = null } = value
  return compact(arrayAt(value, 'filenames').map((path, index) => parseFile({ path, width, height }, captions[index])))
}

/** Bins are edges, one more than values, or in packed form the first edge, the width and the count of bins. */
function parseHistogram(value: JsonRecord): Media | null {
  const counts = numbersOf(arrayAt(value, 'values'))
  if (counts.length === 0) return null
  const edges = numbersOf(arrayAt(value, 'bins'))
  if (edges.length === counts.length + 1) return { kind: 'histogram', edges, counts }
  const packed = value['packedBins']
  if (!isRecord(packed)) return null
  const [min, size] = [numberAt(packed, 'min'), numberAt(packed, 'size')]
  if (min === null || size === null) return null
  return { kind: 'histogram', edges: Array.from({ length: counts.length + 1 }, (_, i) => min + i * size), counts }
}

function numbersOf(values: Json[]): number[] {
  const numbers = values.map((value) => fromMetricValue(value) ?? Number.NaN)
  return numbers.every(Number.isFinite) ? numbers : []
}

function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function arrayAt(value: JsonRecord, key: string): Json[] {
  const items = value[key]
  return Array.isArray(items) ? items : []
}

function numberAt(value: JsonRecord, key: string): number | null {
  const number = value[key]
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

function compact<T>(items: (T | null)[]): T[] {
  return items.filter((item) => item !== null)
}
