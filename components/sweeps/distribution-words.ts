/** A distribution as people say it: "0.0001 to 0.1, log scale", "adam, sgd", "always 5". Pure. */
import { formatNumber, formatShare } from '~/components/lib/format'
import type { Json } from '~/server/domain/json'
import type { Distribution } from '~/server/domain/sweep-config'
import { settingText } from '../charts/prepare/setting-text'

const VALUES_SAID = 6

export function distributionWords(distribution: Distribution): string {
  const step = 'q' in distribution ? `, steps of ${formatNumber(distribution.q)}` : ''
  switch (distribution.distribution) {
    case 'constant':
      return `always ${settingText(distribution.value)}`
    case 'categorical':
      return listed(distribution.values.map((value) => settingText(value)))
    case 'categorical_w_probabilities':
      return listed(distribution.values.map((value, index) => weighted(value, distribution.probabilities[index] ?? 0)))
    case 'int_uniform':
      return `${between(distribution.min, distribution.max)}, whole numbers`
    case 'uniform':
    case 'q_uniform':
      return between(distribution.min, distribution.max) + step
    case 'log_uniform_values':
    case 'q_log_uniform_values':
    case 'inv_log_uniform_values':
      return `${between(distribution.min, distribution.max)}, log scale${step}`
    case 'log_uniform':
    case 'q_log_uniform':
      return `${between(Math.exp(distribution.min), Math.exp(distribution.max))}, log scale${step}`
    case 'inv_log_uniform':
      return `${between(Math.exp(-distribution.max), Math.exp(-distribution.min))}, log scale`
    case 'normal':
    case 'q_normal':
      return `normal around ${formatNumber(distribution.mu)} ± ${formatNumber(distribution.sigma)}${step}`
    case 'log_normal':
    case 'q_log_normal':
      return `log-normal around ${formatNumber(Math.exp(distribution.mu))}${step}`
    case 'beta':
    case 'q_beta':
      return `beta(${formatNumber(distribution.a)}, ${formatNumber(distribution.b)})${step}`
  }
}

function between(min: number, max: number): string {
  return `${formatNumber(min)} to ${formatNumber(max)}`
}

function weighted(value: Json, probability: number): string {
  return `${settingText(value)} (${formatShare(probability)})`
}

function listed(words: readonly string[]): string {
  if (words.length <= VALUES_SAID) return words.join(', ')
  return `${words.slice(0, VALUES_SAID - 1).join(', ')} and ${words.length - VALUES_SAID + 1} more`
}
