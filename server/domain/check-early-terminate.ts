/** The `early_terminate` block by its type; rungs are worked out, so that a block without any is refused. */
import {
  type Field,
  fieldOf,
  type Report,
  readBoolean,
  readInteger,
  readNumber,
  readOneOf,
  refuse,
  refuseOtherKeys,
} from './check-fields'
import { hyperbandBands } from './hyperband-bands'
import { type Asha, EARLY_TYPES, type EarlyTerminate, type Hyperband, type MedianRule } from './sweep-config'
import type { MapNode } from './sweep-text'

const KEYS = {
  hyperband: ['type', 'min_iter', 'max_iter', 's', 'eta', 'strict'],
  asha: ['type', 'min_iter', 'max_iter', 's', 'eta'],
  median: ['type', 'min_iter', 'min_runs', 'strict'],
}
const COUNT = 'an integer of 1 or more'

type Block = { report: Report; field: Field; node: MapNode; path: string }

export function checkEarlyTerminate(report: Report, field: Field): EarlyTerminate | undefined {
  const { node, path } = field
  if (node === undefined) return undefined
  if (node.kind !== 'map') {
    refuse(report, field, 'an object such as {type: hyperband, min_iter: 3}')
    return undefined
  }
  const before = report.problems.length
  const typeField = fieldOf(node, 'type', path)
  if (typeField.node === undefined) refuse(report, typeField, `one of ${EARLY_TYPES.join(', ')}`)
  const type = readOneOf(report, typeField, EARLY_TYPES)
  if (type === undefined) return undefined
  refuseOtherKeys(report, node, path, KEYS[type])
  const block = { report, field, node, path }
  const rule = type === 'median' ? medianIn(block) : rungsIn(block, type)
  return report.problems.length > before ? undefined : rule
}

function medianIn({ report, node, path }: Block): MedianRule {
  return {
    type: 'median',
    min_iter: readInteger(report, fieldOf(node, 'min_iter', path), 1, COUNT) ?? 1,
    min_runs: readInteger(report, fieldOf(node, 'min_runs', path), 1, COUNT) ?? 5,
    strict: readBoolean(report, fieldOf(node, 'strict', path)) ?? false,
  }
}

function rungsIn({ report, field, node, path }: Block, type: 'hyperband' | 'asha'): Hyperband | Asha {
  const before = report.problems.length
  const minIter = readInteger(report, fieldOf(node, 'min_iter', path), 1, COUNT)
  const maxIter = readInteger(report, fieldOf(node, 'max_iter', path), 1, COUNT)
  const s = fieldOf(node, 's', path)
  const bracket = readInteger(report, s, 1, COUNT)
  const etaRule = { allowed: 'a number above 1', isAllowed: (value: number) => value > 1 }
  const eta = readNumber(report, fieldOf(node, 'eta', path), etaRule) ?? 3
  const strict = type === 'hyperband' ? (readBoolean(report, fieldOf(node, 'strict', path)) ?? true) : undefined
  if (s.node?.kind === 'scalar' && bracket !== undefined && s.node.isFloat) {
    refuse(report, s, 'an integer written without a point')
  }
  if (!node.entries.has('min_iter') && !node.entries.has('max_iter'))
    refuse(report, field, 'min_iter, or max_iter with s', 'neither min_iter nor max_iter')
  if (node.entries.has('max_iter') && s.node === undefined)
    refuse(report, s, 's beside max_iter: how many times max_iter is divided by eta')
  const rungs: Omit<Asha, 'type'> = { eta }
  if (minIter !== undefined) rungs.min_iter = minIter
  if (maxIter !== undefined) rungs.max_iter = maxIter
  if (bracket !== undefined) rungs.s = bracket
  if (report.problems.length === before && hyperbandBands(rungs).length === 0) {
    const allowed = 'max_iter, s and eta that give at least one band: try a larger max_iter or s, or a smaller eta'
    refuse(report, field, allowed, `no band at all from max_iter ${maxIter}, s ${bracket}, eta ${eta}`)
  }
  return strict === undefined ? { type: 'asha', ...rungs } : { type: 'hyperband', ...rungs, strict }
}
