/**
 * What a file is, by its name; what the sender says counts only where the name tells nothing, and only for kinds that
 * a browser shows without obeying them. Sources, scripts and style sheets are text to read: nothing that a run saved may
 * ever be loaded as code of a page.
 */
const BY_EXTENSION: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  oga: 'audio/ogg',
  mp4: 'video/mp4',
  webm: 'video/webm',
  ogg: 'video/ogg',
  mov: 'video/quicktime',
  json: 'application/json',
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'text/html',
  pdf: 'application/pdf',
  gz: 'application/gzip',
  zip: 'application/zip',
  tar: 'application/x-tar',
  parquet: 'application/vnd.apache.parquet',
}

const TEXT =
  'txt log md rst csv tsv jsonl ndjson yaml yml toml ini cfg conf env lock patch diff sh bash py pyi ipynb js mjs cjs ts mts cts tsx jsx css scss sql c h cc cpp hpp cu rs go java kt swift rb r jl lua pl xml pdb sdf mol mol2 mmcif cif obj gltf'

const TEXTS = new Set(TEXT.split(' '))

/** Files without an extension that are known by their name. */
const TEXT_NAMES = new Set(['dockerfile', 'makefile', 'readme', 'license', '.gitignore', '.env'])

const UNKNOWN = 'application/octet-stream'

export function mimeTypeOf(path: string, declared: string | null): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : ''
  const known = BY_EXTENSION[extension]
  if (known !== undefined) return known
  if (TEXTS.has(extension) || TEXT_NAMES.has(name)) return 'text/plain'
  return extension === '' ? (harmless(declared) ?? UNKNOWN) : UNKNOWN
}

function harmless(declared: string | null): string | null {
  const type = declared?.split(';')[0]?.trim().toLowerCase() ?? ''
  return /^(image|audio|video)\/[a-z0-9.-]+$/.test(type) || type === 'text/plain' || type === 'application/json'
    ? type
    : null
}
