/** What an image is and how large, from its first bytes. Pure. Null for what no browser shows as an image. */
export type ImageFacts = { format: string; width: number | null; height: number | null }

export function imageFacts(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts = (...prefix: number[]) => prefix.every((byte, index) => bytes[index] === byte)
  const ascii = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length))
  if (starts(0x89, 0x50, 0x4e, 0x47) && bytes.length >= 24)
    return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) }
  if (ascii(0, 3) === 'GIF' && bytes.length >= 10)
    return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  if (starts(0x42, 0x4d) && bytes.length >= 26)
    return { format: 'bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
  if (starts(0xff, 0xd8)) return { format: 'jpg', ...jpegSize(bytes, view) }
  if (ascii(0, 4) === 'RIFF' && ascii(8, 4) === 'WEBP')
    return { format: 'webp', ...webpSize(bytes, view, ascii(12, 4)) }
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?<svg[\s>]/.test(ascii(0, 512))) return { format: 'svg', ...UNKNOWN }
  return null
}

const UNKNOWN = { width: null, height: null }
type Size = { width: number | null; height: number | null }

/** The size stands in the frame header, one of several segments after the start. */
function jpegSize(bytes: Uint8Array, view: DataView): Size {
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return UNKNOWN
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return UNKNOWN
}

function webpSize(bytes: Uint8Array, view: DataView, kind: string): Size {
  if (bytes.length < 30) return UNKNOWN
  if (kind === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  const uint24 = (at: number) => view.getUint16(at, true) | ((bytes[at + 2] ?? 0) << 16)
  return kind === 'VP8X' ? { width: uint24(24) + 1, height: uint24(27) + 1 } : UNKNOWN
}
