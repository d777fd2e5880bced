/** The changes of the form that are about parameters, at any depth of groups. */
import { type Document, isMap, isSeq, Pair, Scalar, YAMLMap } from 'yaml'
import { yamlNode } from '~/server/domain/editable-yaml'
import { entriesOf } from '~/server/domain/space-proposal/proposed-yaml'
import type { Distribution } from '~/server/domain/sweep-config'
import { convertedFields, FIELDS_OF } from './convert-parameter'
import { type DistributionName, keyText, type ParameterField, readParameter } from './read-form'
import { type EditedMap, isFlow, mapAt } from './yaml-map'
import { typedList, typedValue, valueText, withCommentsOf } from './yaml-text'

export type ParameterChange =
  | { kind: 'add-parameter'; path: string[]; distribution: Distribution }
  | { kind: 'remove-parameter'; path: string[] }
  /** Left undone where the name is taken. */
  | { kind: 'rename-parameter'; path: string[]; name: string }
  | { kind: 'parameter-field'; path: string[]; field: ParameterField; text: string }
  | { kind: 'parameter-distribution'; path: string[]; distribution: DistributionName }
  /** Exchanges what the parameter is for what is given whole. */
  | { kind: 'parameter'; path: string[]; distribution: Distribution }

export function changeParameter(document: Document, top: EditedMap, change: ParameterChange): void {
  if (change.kind === 'add-parameter') {
    const group = openGroup(document, top, change.path.slice(0, -1))
    const key = yamlNode(document, change.path.at(-1) ?? '')
    const value = yamlNode(document, entriesOf(change.distribution))
    group.items = group.items.filter((item) => keyText(item.key) !== change.path.at(-1))
    group.items.push(new Pair<unknown, unknown>(key, value))
    return
  }
  const found = findParameter(top, change.path)
  if (found === null) return
  const { group, pair } = found
  switch (change.kind) {
    case 'remove-parameter':
      removeParameter(top, found, change.path)
      break
    case 'rename-parameter': {
      const isTaken = group.items.some((other) => other !== pair && keyText(other.key) === change.name)
      if (!isTaken && change.name !== '') pair.key = withCommentsOf(pair.key, yamlNode(document, change.name))
      break
    }
    case 'parameter': {
      const node = yamlNode(document, entriesOf(change.distribution), { flow: isFlow(pair.value) })
      pair.value = withCommentsOf(pair.value, node)
      break
    }
    case 'parameter-field':
      if (isMap(pair.value)) setField(pair.value, change.field, change.text)
      break
    case 'parameter-distribution':
      setDistribution(pair, change.distribution)
  }
}

type Found = { group: EditedMap; pair: Pair<unknown, unknown> }

function findParameter(top: EditedMap, path: readonly string[]): Found | null {
  let group: unknown = top.get('parameters', true)
  for (const [index, name] of path.entries()) {
    if (!isMap(group)) return null
    const pair = group.items.find((item) => keyText(item.key) === name)
    if (pair === undefined) return null
    if (index === path.length - 1) return { group, pair }
    group = isMap(pair.value) ? pair.value.get('parameters', true) : null
  }
  return null
}

/** The map of parameters at a path of groups, made where it is missing. */
function openGroup(document: Document, top: EditedMap, path: readonly string[]): EditedMap {
  let group = mapAt(top, 'parameters')
  // `{}` says nothing of how its writer would write what comes into it.
  if (group.items.length === 0) group.flow = false
  for (const name of path) {
    const inner = group.items.find((item) => keyText(item.key) === name)?.value
    if (isMap(inner)) group = mapAt(inner, 'parameters')
    else {
      const [holder, made]: [EditedMap, EditedMap] = [new YAMLMap(), new YAMLMap()]
      holder.items.push(new Pair<unknown, unknown>(new Scalar('parameters'), made))
      group.items.push(new Pair<unknown, unknown>(yamlNode(document, name), holder))
      group = made
    }
  }
  return group
}

/** A group goes with its last parameter. */
function removeParameter(top: EditedMap, { group, pair }: Found, path: readonly string[]): void {
  group.items = group.items.filter((item) => item !== pair)
  const outer = group.items.length > 0 || path.length < 2 ? null : findParameter(top, path.slice(0, -1))
  if (outer !== null) removeParameter(top, outer, path.slice(0, -1))
}

function setField(node: EditedMap, field: ParameterField, text: string): void {
  const before = node.get(field, true)
  const after = field === 'values' || field === 'probabilities' ? typedList(text) : typedValue(text)
  if (isSeq(after) && isSeq(before)) after.flow = before.flow === true
  // What the form calls whole numbers stays so while a bound is typed: the name is written down.
  if ((field === 'min' || field === 'max') && !node.has('distribution')) nameDistribution(node, inferredName(node))
  const pair = node.items.find((item) => keyText(item.key) === field)
  if (pair === undefined) node.items.push(new Pair<unknown, unknown>(new Scalar(field), after))
  else pair.value = withCommentsOf(before, after)
}

function inferredName(node: EditedMap): DistributionName {
  return readParameter([], node).distribution ?? 'uniform'
}

function nameDistribution(node: EditedMap, name: DistributionName): void {
  node.items = node.items.filter((item) => keyText(item.key) !== 'distribution')
  node.items.unshift(new Pair<unknown, unknown>(new Scalar('distribution'), new Scalar(name)))
}

const NAMELESS: readonly DistributionName[] = ['constant', 'categorical', 'categorical_w_probabilities']
const FIELDS: ReadonlySet<string> = new Set(['distribution', ...Object.values(FIELDS_OF).flat()])

/** Keys that the new one has no use for go; those that it needs come with what can be kept of the old values. */
function setDistribution(pair: Pair<unknown, unknown>, distribution: DistributionName): void {
  const node: EditedMap = isMap(pair.value) ? pair.value : new YAMLMap()
  if (!isMap(pair.value)) node.flow = true
  const before = readParameter([], node)
  const fields = convertedFields(before.fields, distribution)
  node.items = node.items.filter(({ key }) => !FIELDS.has(keyText(key)) || Object.hasOwn(fields, keyText(key)))
  if (!NAMELESS.includes(distribution)) nameDistribution(node, distribution)
  for (const field of FIELDS_OF[distribution]) {
    const text = fields[field] ?? ''
    const isKept = node.has(field) && (before.fields[field] === text || valueText(node.get(field, true)) === text)
    if (!isKept) setField(node, field, text)
  }
  if (NAMELESS.includes(distribution)) node.delete('distribution')
  pair.value = node
}
