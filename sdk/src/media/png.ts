/** Pixels as a PNG: eight bits a channel, no filter, zlib's own packing. Enough to look at what a network sees. */
import { crc32, deflateSync } from 'node:zlib'

export type Pixels = {
  width: number
  height: number
  /** Row by row, 0 to 255; one value a pixel is grey, three are red, green and blue, four have opacity too. */
  data: ArrayLike<number>
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const COLOR_TYPE: Record<number, number> = { 1: 0, 3: 2, 4: 6 }

/** Throws a sentence for people where the sizes do not fit. */
export function encodePng({ width, height, data }: Pixels): Buffer {
  const channels = data.length / (width * height)
  const colorType = COLOR_TYPE[channels]
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1 || colorType === undefined) {
    throw new TypeError(
      `pixels of ${width} × ${height} need ${width * height}, ${width * height * 3} or ${width * height * 4} values, and there are ${data.length}`,
    )
  }
  const stride = width * channels
  const rows = Buffer.alloc((stride + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < stride; x++) {
      rows[y * (stride + 1) + 1 + x] = Math.max(0, Math.min(255, Math.round(data[y * stride + x] ?? 0)))
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, colorType, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
