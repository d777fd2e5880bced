/** How a file is looked at, by its name and type. Pure. */
export type FileKind = 'image' | 'table' | 'json' | 'html' | 'audio' | 'video' | 'patch' | 'text' | 'none'

/** More of a text than this is read in the download. */
export const PREVIEW_BYTES_MAX = 512 * 1024

export function fileKindOf({ path, mimeType }: { path: string; mimeType: string }): FileKind {
  if (/\.table\.json$/.test(path)) return 'table'
  if (/\.(patch|diff)$/.test(path)) return 'patch'
  if (mimeType === 'text/html') return 'html'
  if (mimeType === 'application/json') return 'json'
  const [family] = mimeType.split('/')
  if (family === 'image' || family === 'audio' || family === 'video' || family === 'text') return family
  return 'none'
}

/** JSON with line breaks; what was cut, or is none, stays as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

export type PatchLine = { text: string; kind: 'added' | 'removed' | 'place' | 'file' | 'same' }

export function patchLines(text: string): PatchLine[] {
  return text.split('\n').map((line): PatchLine => {
    if (/^(diff |index |new file|deleted file|similarity|rename |old mode|new mode)/.test(line))
      return { text: line, kind: 'file' }
    if (line.startsWith('+++') || line.startsWith('---')) return { text: line, kind: 'file' }
    if (line.startsWith('@@')) return { text: line, kind: 'place' }
    if (line.startsWith('+')) return { text: line, kind: 'added' }
    return { text: line, kind: line.startsWith('-') ? 'removed' : 'same' }
  })
}

/** `media/images/x.png` → its folders from the top: `media`, `media/images`. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
