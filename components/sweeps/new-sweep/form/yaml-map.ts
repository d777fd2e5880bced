/** Changes of one object in a config: values are exchanged in place, so comments and order stay. */
import { isMap, isScalar, isSeq, type Node, Pair, Scalar, YAMLMap } from 'yaml'
import { keyText } from './read-form'
import { typedValue, withCommentsOf } from './yaml-text'

export type EditedMap = YAMLMap<unknown, unknown>

/** A new key comes last, but for the two that readers look for first. */
export function put(map: EditedMap, key: string, node: Node): void {
  const pair = map.items.find((item) => keyText(item.key) === key)
  if (pair === undefined) {
    insert(map, new Pair<unknown, unknown>(new Scalar(key), node))
    return
  }
  const { value } = pair
  const isText = (each: unknown): each is Scalar => isScalar(each) && typeof each.value === 'string'
  // The word that is there keeps its quotes.
  if (isText(value) && isText(node)) value.value = node.value
  else pair.value = withCommentsOf(value, node)
}

function insert(map: EditedMap, pair: Pair<unknown, unknown>): void {
  const key = keyText(pair.key)
  const afterMethod = map.items.findIndex((item) => keyText(item.key) === 'method') + 1
  const place = key === 'method' ? 0 : key === 'metric' ? afterMethod : map.items.length
  map.items.splice(place, 0, pair)
}

export function putOrDelete(map: EditedMap, key: string, text: string): void {
  if (text.trim() === '') map.delete(key)
  else put(map, key, typedValue(text))
}

/** The object at a key, made where there is none. */
export function mapAt(map: EditedMap, key: string): EditedMap {
  const known = map.get(key, true)
  if (isMap(known)) return known
  const made: EditedMap = new YAMLMap()
  put(map, key, made)
  return made
}

/** Written on one line, in braces or brackets. */
export function isFlow(node: unknown): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true
}
