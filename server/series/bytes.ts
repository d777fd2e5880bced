/**
 * The two number codes of a chunk: whole numbers as arithmetic runs, doubles as they are. A run is (first, stride,
 * count); steps 0, 10, 20, … of any length are one run of four bytes. First values are absolute and not differences,
 * because the difference of two exact integers need not be exact.
 */

/** Bytes appended one by one; grows by doubling. */
export class ByteWriter {
  private bytes = new Uint8Array(64)
  private length = 0

  byte(value: number): void {
    this.reserve(1)
    this.bytes[this.length++] = value
  }

  /** A safe integer: sign and six bits in the first byte, seven in each that follows. */
  integer(value: number): void {
    let rest = Math.abs(value)
    const low = rest % 64
    rest = (rest - low) / 64
    this.byte((rest > 0 ? 128 : 0) | (low << 1) | (value < 0 ? 1 : 0))
    while (rest > 0) {
      const part = rest % 128
      rest = (rest - part) / 128
      this.byte((rest > 0 ? 128 : 0) | part)
    }
  }

  /** Safe integers in any order. */
  integers(values: ArrayLike<number>): void {
    for (let at = 0; at < values.length; ) {
      const first = values[at]!
      const stride = at + 1 < values.length ? values[at + 1]! - first : 0
      let count = 1
      if (Number.isSafeInteger(stride)) {
        while (at + count < values.length && values[at + count]! - values[at + count - 1]! === stride) count += 1
      }
      this.integer(first)
      this.integer(count)
      if (count > 1) this.integer(stride)
      at += count
    }
  }

  doubles(values: ArrayLike<number>): void {
    this.reserve(values.length * 8)
    const view = new DataView(this.bytes.buffer)
    for (let index = 0; index < values.length; index++) view.setFloat64(this.length + index * 8, values[index]!, true)
    this.length += values.length * 8
  }

  get size(): number {
    return this.length
  }

  result(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length)
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count))
    grown.set(this.bytes.subarray(0, this.length))
    this.bytes = grown
  }
}

/** Reads what ByteWriter wrote; throws RangeError when the bytes end too early or make no sense. */
export class ByteReader {
  private readonly bytes: Uint8Array
  private at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  byte(): number {
    const value = this.bytes[this.at++]
    if (value === undefined) throw new RangeError('a chunk ends in the middle of a number')
    return value
  }

  integer(): number {
    const head = this.byte()
    let magnitude = (head & 127) >> 1
    let scale = 64
    for (let more = head >= 128; more; scale *= 128) {
      const next = this.byte()
      magnitude += (next & 127) * scale
      more = next >= 128
    }
    if (!Number.isSafeInteger(magnitude)) throw new RangeError('a chunk holds an integer past 2^53')
    return (head & 1) === 1 ? -magnitude : magnitude
  }

  integers(count: number): Float64Array<ArrayBuffer> {
    const values = new Float64Array(count)
    for (let at = 0; at < count; ) {
      const first = this.integer()
      const run = this.integer()
      if (run < 1 || run > count - at) throw new RangeError('a chunk holds a run of the wrong length')
      const stride = run > 1 ? this.integer() : 0
      // Adding up stays exact where a product could pass 2^53.
      for (let value = first, left = run; left > 0; left--, value += stride) values[at++] = value
    }
    return values
  }

  doubles(count: number): Float64Array<ArrayBuffer> {
    if (this.at + count * 8 > this.bytes.length) throw new RangeError('a chunk ends before its last value')
    const values = new Float64Array(count)
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.at, count * 8)
    for (let index = 0; index < count; index++) values[index] = view.getFloat64(index * 8, true)
    this.at += count * 8
    return values
  }
}
