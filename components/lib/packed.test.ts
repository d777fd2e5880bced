import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { pack, unpack } from './packed'

describe('a packed value', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(unpack(pack(value), z.unknown())).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('needs no escaping in an address', () => {
    const text = pack({ yaml: 'méthode: bayes\n'.repeat(20) })
    expect(encodeURIComponent(text)).toBe(text)
  })

  test('is refused when it was cut short, is of another kind, or unpacks to more than an address would hold', () => {
    const text = pack({ yaml: 'method: grid' })
    expect(unpack(text.slice(0, -6), z.unknown())).toBeNull()
    expect(unpack('not packed at all!', z.unknown())).toBeNull()
    expect(unpack(text, z.object({ yaml: z.number() }))).toBeNull()
    expect(unpack(pack('x'.repeat(2_000_000)), z.unknown())).toBeNull()
  })
})
