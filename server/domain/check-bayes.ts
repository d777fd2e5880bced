/** The `bayes` block: what models the runs, and what picks the next one by it. Ours, so that an unknown key is a slip. */
import { didYouMean, type Field, fieldOf, type Report, readOneOf, refuse, refuseOtherKeys } from './check-fields'
import { ACQUISITIONS, type BayesSettings, SURROGATES } from './sweep-config'

export function checkBayes(report: Report, field: Field): BayesSettings | undefined {
  const { node, path } = field
  if (node === undefined) return undefined
  if (node.kind !== 'map') {
    refuse(report, field, 'an object such as {surrogate: gp, acquisition: ei}')
    return undefined
  }
  refuseOtherKeys(report, node, path, ['surrogate', 'acquisition'])
  const surrogate = readWord(report, fieldOf(node, 'surrogate', path), SURROGATES) ?? 'gp'
  const acquisition = readWord(report, fieldOf(node, 'acquisition', path), ACQUISITIONS) ?? 'ei'
  if (surrogate === 'tpe' && (acquisition === 'lcb' || acquisition === 'thompson')) {
    const allowed = 'ei or pi with surrogate tpe, which has one order for both and no mean to bound or function to draw'
    refuse(report, fieldOf(node, 'acquisition', path), allowed)
  }
  return { surrogate, acquisition }
}

function readWord<T extends string>(report: Report, field: Field, words: readonly T[]): T | undefined {
  const before = report.problems.length
  const word = readOneOf(report, field, words)
  const last = report.problems[before]
  if (last !== undefined && field.node?.kind === 'scalar') last.allowed += didYouMean(String(field.node.value), words)
  return word
}
