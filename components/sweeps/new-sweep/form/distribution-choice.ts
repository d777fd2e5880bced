/** The kinds of variation as the form names and offers them: what most people need first, what is old not at all. */
import type { DistributionName } from './read-form'

export const DISTRIBUTION_WORDS: Record<DistributionName, string> = {
  categorical: 'one of a list',
  int_uniform: 'whole number',
  uniform: 'number, even',
  log_uniform_values: 'number, log scale',
  q_log_uniform_values: 'stepped, log scale',
  q_uniform: 'stepped, even',
  constant: 'always the same',
  normal: 'bell curve',
  log_normal: 'bell curve, log scale',
  beta: 'beta curve, 0 to 1',
  q_normal: 'stepped bell curve',
  q_log_normal: 'stepped bell, log',
  q_beta: 'stepped beta curve',
  categorical_w_probabilities: 'list with odds',
  inv_log_uniform_values: 'number, log scale (inv)',
  log_uniform: 'exponents of e (old)',
  q_log_uniform: 'stepped exponents (old)',
  inv_log_uniform: 'inverse exponents (old)',
}

export const OFFERED: readonly DistributionName[] = [
  'categorical',
  'int_uniform',
  'uniform',
  'log_uniform_values',
  'q_uniform',
  'q_log_uniform_values',
  'constant',
  'normal',
  'log_normal',
  'beta',
  'q_normal',
  'q_log_normal',
  'q_beta',
  'categorical_w_probabilities',
]
