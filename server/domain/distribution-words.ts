/** A distribution as one short sentence: "log scale, 1e-5 to 0.1". What a person checks instead of its keys. */
import type { Json } from './json'
import type { Distribution } from './sweep-config'

const VALUES_SHOWN = 6

export function distributionWords(distribution: Distribution): string {
  switch (distribution.distribution) {
    case 'constant':
      return `always ${valueWords(distribution.value)}`
    case 'categorical':
      return listWords(distribution.values)
    case 'categorical_w_probabilities':
      return `${listWords(distribution.values)}, by their probabilities`
    case 'int_uniform':
      return `whole numbers, ${range(distribution)}`
    case 'uniform':
      return `even, ${range(distribution)}`
    case 'q_uniform':
      return `steps of ${short(distribution.q)}, ${range(distribution)}`
    case 'log_uniform_values':
    case 'inv_log_uniform_values':
      return `log scale, ${range(distribution)}`
    case 'q_log_uniform_values':
      return distribution.q === 1
        ? `whole numbers on a log scale, ${range(distribution)}`
        : `log scale in steps of ${short(distribution.q)}, ${range(distribution)}`
    case 'log_uniform':
      return `log scale, ${range(powers(distribution.min, distribution.max))}`
    case 'q_log_uniform':
      return `log scale in steps of ${short(distribution.q)}, ${range(powers(distribution.min, distribution.max))}`
    case 'inv_log_uniform':
      return `log scale, ${range(powers(-distribution.max, -distribution.min))}`
    case 'normal':
    case 'q_normal':
      return `bell curve around ${short(distribution.mu)} ± ${short(distribution.sigma)}${steps(distribution)}`
    case 'log_normal':
    case 'q_log_normal':
      return `bell curve on a log scale around ${short(Math.exp(distribution.mu))}${steps(distribution)}`
    case 'beta':
    case 'q_beta':
      return `beta curve from 0 to 1 (a ${short(distribution.a)}, b ${short(distribution.b)})${steps(distribution)}`
  }
}

function powers(min: number, max: number) {
  return { min: Math.exp(min), max: Math.exp(max) }
}

function range({ min, max }: { min: number; max: number }): string {
  return `${short(min)} to ${short(max)}`
}

function steps(distribution: object): string {
  return 'q' in distribution && typeof distribution.q === 'number' ? ` in steps of ${short(distribution.q)}` : ''
}

function listWords(values: readonly Json[]): string {
  const shown = values.slice(0, VALUES_SHOWN).map(valueWords).join(', ')
  const rest = values.length - VALUES_SHOWN
  return `one of ${shown}${rest > 0 ? ` and ${rest} more` : ''}`
}

function valueWords(value: Json): string {
  if (typeof value === 'number') return short(value)
  if (typeof value === 'string') return value.length > 40 ? `${value.slice(0, 37)}…` : value === '' ? '""' : value
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 37)}…` : text
}

function short(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return Number(value.toPrecision(4)).toExponential().replace('e+', 'e')
  return String(Number(value.toPrecision(6)))
}
