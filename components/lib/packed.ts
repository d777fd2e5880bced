/** JSON in an address: deflated and written in the characters that an address keeps as they are. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import type { z } from 'zod'

/** What an address may unpack to; a longer one is not ours. */
const UNPACKED_BYTES_MAX = 1024 * 1024

export function pack(value: unknown): string {
  const bytes = deflateSync(strToU8(JSON.stringify(value)), { level: 9 })
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Null for what was cut short, made by another hand, or is not of the schema. */
export function unpack<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    const bytes = strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true)
    const json = strFromU8(inflateSync(bytes, { out: new Uint8Array(UNPACKED_BYTES_MAX) }))
    return schema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}
