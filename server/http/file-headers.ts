/**
 * How a run's file is handed to a browser. Whoever can write a run can write any bytes, so nothing that is served here
 * may act as the dashboard: every answer is sandboxed into an origin of its own, its type is never guessed, and what a
 * browser would obey (HTML, SVG, anything unknown) is a download unless a viewer asks for it in a harmless form:
 *   as=image     an SVG, shown without scripts
 *   as=page      an HTML page that may run its own scripts, in the sandbox, without any network
 *   as=download  a download, whatever it is
 */
import type { RunFile } from '~/server/domain/file'

export const FILE_VIEWS = ['image', 'page', 'download'] as const
export type FileView = (typeof FILE_VIEWS)[number]

/** Shown as they are: a browser displays them and obeys nothing in them. */
const SHOWN = /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/.+|video\/.+|text\/plain|application\/json)$/

/** Text in any other coding than UTF-8 shows as what it is: odd characters. */
const TEXTUAL = /^(text\/.+|application\/json|image\/svg\+xml)$/

const STILL = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'"
const ACTIVE =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' data: blob:; style-src 'unsafe-inline' data:; img-src data: blob:; font-src data:; media-src data: blob:; worker-src blob:"

export function fileHeaders(file: RunFile, view: FileView | null): Record<string, string> {
  const isPage = view === 'page' && file.mimeType === 'text/html'
  const isShown =
    view !== 'download' &&
    (SHOWN.test(file.mimeType) || isPage || (view === 'image' && file.mimeType === 'image/svg+xml'))
  return {
    'content-type': TEXTUAL.test(file.mimeType) ? `${file.mimeType}; charset=utf-8` : file.mimeType,
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; ${fileNameOf(file.path)}`,
    'content-security-policy': isPage
      ? `sandbox allow-scripts; ${ACTIVE}; frame-ancestors 'self'`
      : `sandbox; ${STILL}; frame-ancestors 'none'`,
    'x-frame-options': isPage ? 'SAMEORIGIN' : 'DENY',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  }
}

/** True where packing pays: images, sound and archives are packed already. */
export function isPackable(mimeType: string): boolean {
  return TEXTUAL.test(mimeType)
}

/** For old readers in ASCII, for all others as it is (RFC 6266). */
function fileNameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename="${ascii}"; filename*=UTF-8''${exact}`
}
