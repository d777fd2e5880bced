/** A parameter's distribution as people say it: "0.0001 to 0.1, log scale". For diffs, queues and forms. */

import { rangeOf } from './distribution-range'
import type { Json } from './json'
import type { Distribution } from './sweep-config'

const VALUES_SHOWN = 12
const TEXT_MAX = 40

export function distributionText(distribution: Distribution): string {
  switch (distribution.distribution) {
    case 'constant':
      return `always ${valueText(distribution.value)}`
    case 'categorical':
      return listText(distribution.values.map(valueText))
    case 'categorical_w_probabilities':
      return listText(
        distribution.values.map((value, index) => {
          const percent = Number((100 * (distribution.probabilities[index] ?? 0)).toPrecision(3))
          return `${valueText(value)} (${percent} %)`
        }),
      )
    case 'normal':
    case 'q_normal':
      return `normal around ${numberText(distribution.mu)}, deviation ${numberText(distribution.sigma)}${stepText(distribution)}`
    case 'log_normal':
    case 'q_log_normal':
      return `log-normal, mu ${numberText(distribution.mu)}, sigma ${numberText(distribution.sigma)}${stepText(distribution)}`
    case 'beta':
    case 'q_beta':
      return `beta with a ${numberText(distribution.a)} and b ${numberText(distribution.b)}${stepText(distribution)}`
    default:
      return boundsText(distribution)
  }
}

function boundsText(distribution: Distribution): string {
  const range = rangeOf(distribution)
  if (range === null) return ''
  const { min, max, isInteger, isLog } = range
  const inverse = distribution.distribution.startsWith('inv_') ? 'inverse ' : ''
  const scale = isLog ? `, ${inverse}log scale` : ''
  return `${isInteger ? 'whole numbers ' : ''}${numberText(min)} to ${numberText(max)}${scale}${stepText(distribution)}`
}

function stepText(distribution: Distribution): string {
  return 'q' in distribution ? `, in steps of ${numberText(distribution.q)}` : ''
}

function listText(values: readonly string[]): string {
  if (values.length <= VALUES_SHOWN) return values.join(', ')
  return `${values.slice(0, VALUES_SHOWN - 2).join(', ')}, … ${values.at(-1)} (${values.length} values)`
}

/** Words stand bare; everything else as JSON. */
export function valueText(value: Json): string {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? numberText(value) : JSON.stringify(value)
  if (text === '') return '""'
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text
}

/** Without the tail that a logarithm and back leaves. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(10)))
}
