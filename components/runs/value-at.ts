/** Reading `a.b.c` in nested objects. A key that itself holds dots wins over nesting, as the server's columns do. */
import type { Json, JsonObject } from '~/server/domain/json'

export function valueAt(object: JsonObject, path: string): Json | undefined {
  if (Object.hasOwn(object, path)) return object[path]
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const head = path.slice(0, dot)
    const inner = Object.hasOwn(object, head) ? object[head] : undefined
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) continue
    const found = valueAt(inner, path.slice(dot + 1))
    if (found !== undefined) return found
  }
  return undefined
}

/** Leaves with their dotted paths, in the order written; lists, empty objects and media (with `_type`) count as leaves. */
export function flatEntries(object: JsonObject, prefix = ''): [string, Json][] {
  return Object.entries(object).flatMap(([key, value]): [string, Json][] => {
    const isGroup =
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length > 0 &&
      !Object.hasOwn(value, '_type')
    return isGroup ? flatEntries(value, `${prefix}${key}.`) : [[prefix + key, value]]
  })
}
