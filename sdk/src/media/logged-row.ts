/** A row as the program gave it, its media saved and replaced by their values. Everything else is left as it is. */
import { type Keep, listJson, Media } from './media'
import { mediaPath } from './media-path'

/** Saves content under a path of the run. */
export type KeepFile = (content: Uint8Array, path: (sha256: string) => string) => ReturnType<Keep>

/** Objects are looked into as deep as metrics are named by them; cheaper than all that a row may hold. */
const DEPTH_MAX = 8

export function withMedia(row: Record<string, unknown>, step: number, keepFile: KeepFile): Record<string, unknown> {
  return replaced(row, '', { step, keepFile, depth: 0 })
}

type Place = { step: number; keepFile: KeepFile; depth: number }

function replaced(row: Record<string, unknown>, prefix: string, place: Place): Record<string, unknown> {
  let result = row
  for (const [key, value] of Object.entries(row)) {
    const next = replacedValue(value, prefix + key, place)
    if (next === value) continue
    if (result === row) result = { ...row }
    result[key] = next
  }
  return result
}

function replacedValue(value: unknown, key: string, place: Place): unknown {
  if (typeof value !== 'object' || value === null) return value
  const keep: Keep = (content, folder, extension) =>
    place.keepFile(content, (sha256) => mediaPath({ folder, key, step: place.step, sha256, extension }))
  if (value instanceof Media) return value.toJson(keep)
  if (Array.isArray(value)) {
    if (value.length === 0 || !value.every((item) => item instanceof Media)) return value
    return listJson(value, keep) ?? value.map((item: Media) => item.toJson(keep))
  }
  const isPlain = Object.getPrototypeOf(value) === Object.prototype
  if (!isPlain || place.depth >= DEPTH_MAX) return value
  return replaced(value as Record<string, unknown>, `${key}.`, { ...place, depth: place.depth + 1 })
}
