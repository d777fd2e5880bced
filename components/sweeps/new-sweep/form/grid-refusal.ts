/** Which parameters keep a sweep from being a grid. */
import type { DistributionName, FormParameter } from './read-form'

const FINITE: readonly (DistributionName | null)[] = ['constant', 'categorical', 'int_uniform', 'q_uniform', null]

/** Names of those that have no finite list of values. */
export function continuousNames(parameters: readonly FormParameter[]): string[] {
  return parameters.filter(({ distribution }) => !FINITE.includes(distribution)).map(({ path }) => path.join('.'))
}
