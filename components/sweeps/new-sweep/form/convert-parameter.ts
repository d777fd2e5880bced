/** What becomes of a parameter's values when it is to vary in another way: as much as can be kept is kept. */
import type { DistributionName, FormParameter, ParameterField } from './read-form'

export const FIELDS_OF: Record<DistributionName, readonly ParameterField[]> = {
  constant: ['value'],
  categorical: ['values'],
  categorical_w_probabilities: ['values', 'probabilities'],
  int_uniform: ['min', 'max'],
  uniform: ['min', 'max'],
  q_uniform: ['min', 'max', 'q'],
  log_uniform: ['min', 'max'],
  log_uniform_values: ['min', 'max'],
  q_log_uniform: ['min', 'max', 'q'],
  q_log_uniform_values: ['min', 'max', 'q'],
  inv_log_uniform: ['min', 'max'],
  inv_log_uniform_values: ['min', 'max'],
  normal: ['mu', 'sigma'],
  q_normal: ['mu', 'sigma', 'q'],
  log_normal: ['mu', 'sigma'],
  q_log_normal: ['mu', 'sigma', 'q'],
  beta: ['a', 'b'],
  q_beta: ['a', 'b', 'q'],
}

/** Always fields that are accepted, whatever was there before. */
export function convertedFields(fields: FormParameter['fields'], to: DistributionName): FormParameter['fields'] {
  const listed = partsOf(fields.values ?? '')
  if (to === 'constant') return { value: fields.value ?? listed[0] ?? fields.min ?? '0' }
  if (to === 'categorical' || to === 'categorical_w_probabilities') {
    const values = fields.values ?? joined([fields.value, fields.min, fields.max])
    const count = Math.max(1, partsOf(values).length)
    const probabilities = Array.from({ length: count }, () => share(count)).join(', ')
    return to === 'categorical' ? { values } : { values, probabilities }
  }
  const bounds = boundsOf(fields, listed, to)
  const all: FormParameter['fields'] = {
    ...(to.includes('log_uniform')
      ? logBounds(bounds, to)
      : to === 'int_uniform'
        ? wholeBounds(bounds)
        : plainBounds(bounds)),
    q: positive(fields.q) ?? '1',
    mu: numeric(fields.mu) ?? '0',
    sigma: positive(fields.sigma) ?? '1',
    a: positive(fields.a) ?? '1',
    b: positive(fields.b) ?? '1',
  }
  return Object.fromEntries(FIELDS_OF[to].map((field) => [field, all[field]]))
}

type Bounds = { min: string; max: string }

function boundsOf(fields: FormParameter['fields'], listed: readonly string[], to: DistributionName): Bounds {
  const only = numeric(fields.value)
  if (only !== undefined && listed.length === 0 && fields.min === undefined) return around(Number(only), to)
  const numbers = listed.flatMap((part) => numeric(part) ?? []).sort((a, b) => Number(a) - Number(b))
  return { min: numeric(fields.min) ?? numbers[0] ?? '0', max: numeric(fields.max) ?? numbers.at(-1) ?? '1' }
}

/** A constant that is to vary does so around its value: a decade each way on a log scale, else half to double. */
function around(value: number, to: DistributionName): Bounds {
  const text = (number: number) => String(Number(number.toPrecision(6)))
  if (value > 0 && to.includes('log')) return { min: text(value / 10), max: text(value * 10) }
  if (value === 0) return { min: '0', max: '1' }
  const [low, high] = value > 0 ? [value / 2, value * 2] : [value * 2, value / 2]
  return { min: text(low), max: text(high) }
}

/** Bounds that meet would be no range at all. */
function plainBounds({ min, max }: Bounds): Bounds {
  return Number(min) < Number(max) ? { min, max } : { min, max: String(Number(min) + 1) }
}

function wholeBounds({ min, max }: Bounds): Bounds {
  const whole = (text: string) => String(Math.max(-1e15, Math.min(1e15, Math.round(Number(text)))))
  return plainBounds({ min: whole(min), max: whole(max) })
}

/** The old kinds take exponents of e; what is typed as values would be far too large for them. */
function logBounds({ min, max }: Bounds, to: DistributionName): Bounds {
  if (!to.endsWith('_values')) {
    const isExponents = Math.abs(Number(min)) <= 700 && Math.abs(Number(max)) <= 700
    return isExponents ? plainBounds({ min, max }) : { min: '-5', max: '0' }
  }
  const high = Number(max) > 0 ? max : '1'
  const low = Number(min) > 0 ? min : String(Number(high) / 1000)
  return Number(low) < Number(high) ? { min: low, max: high } : { min: low, max: String(Number(low) * 10) }
}

function numeric(text: string | undefined): string | undefined {
  return text !== undefined && text.trim() !== '' && Number.isFinite(Number(text)) ? text : undefined
}

function positive(text: string | undefined): string | undefined {
  return numeric(text) !== undefined && Number(text) > 0 ? text : undefined
}

function partsOf(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || [])
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(', ') || '1, 2, 3'
}

/** The last digits do not matter: the format allows for the rounding. */
function share(count: number): string {
  return String(Number((1 / count).toPrecision(9)))
}
