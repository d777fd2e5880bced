/** The `early_terminate` block: hyperband, with its bands worked out so that a block without any band is refused. */
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
import type { Hyperband } from './sweep-config'

const KEYS = ['type', 'min_iter', 'max_iter', 's', 'eta', 'strict']

export function checkEarlyTerminate(report: Report, field: Field): Hyperband | undefined {
  const { node, path } = field
  if (node === undefined) return undefined
  if (node.kind !== 'map') {
    refuse(report, field, 'an object such as {type: hyperband, min_iter: 3}')
    return undefined
  }
  const before = report.problems.length
  refuseOtherKeys(report, node, path, KEYS)
  const typeField = fieldOf(node, 'type', path)
  if (typeField.node === undefined) refuse(report, typeField, 'hyperband')
  else readOneOf(report, typeField, ['hyperband'] as const)
  const minIter = readInteger(report, fieldOf(node, 'min_iter', path), 1, 'an integer of 1 or more')
  const maxIter = readInteger(report, fieldOf(node, 'max_iter', path), 1, 'an integer of 1 or more')
  const s = fieldOf(node, 's', path)
  const bracket = readInteger(report, s, 1, 'an integer of 1 or more')
  const etaRule = { allowed: 'a number above 1', isAllowed: (value: number) => value > 1 }
  const eta = readNumber(report, fieldOf(node, 'eta', path), etaRule) ?? 3
  const strict = readBoolean(report, fieldOf(node, 'strict', path)) ?? true
  if (s.node?.kind === 'scalar' && bracket !== undefined && s.node.isFloat) {
    refuse(report, s, 'an integer written without a point')
  }
  if (!node.entries.has('min_iter') && !node.entries.has('max_iter'))
    refuse(report, field, 'min_iter, or max_iter with s', 'neither min_iter nor max_iter')
  if (node.entries.has('max_iter') && s.node === undefined)
    refuse(report, s, 's beside max_iter: how many times max_iter is divided by eta')
  if (report.problems.length > before) return undefined
  const hyperband: Hyperband = { type: 'hyperband', eta, strict }
  if (minIter !== undefined) hyperband.min_iter = minIter
  if (maxIter !== undefined) hyperband.max_iter = maxIter
  if (bracket !== undefined) hyperband.s = bracket
  if (hyperbandBands(hyperband).length === 0) {
    const allowed = 'max_iter, s and eta that give at least one band: try a larger max_iter or s, or a smaller eta'
    refuse(report, field, allowed, `no band at all from max_iter ${maxIter}, s ${bracket}, eta ${eta}`)
    return undefined
  }
  return hyperband
}
