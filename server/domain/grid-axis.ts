/**
 * The finite list that a distribution is to a grid, never built: a size and a value at each index. The grid itself is
 * the product of its axes and may have more cells than memory.
 */
import type { Json, JsonObject } from './json'
import { type Distribution, flattenParameters, type SweepConfig, valueAt } from './sweep-config'
import { valueKey } from './value-key'

export type GridAxis = {
  size: number
  at: (index: number) => Json
  /** Where a run's value lies on the axis; -1 when it is none of its values. */
  indexOf: (value: Json) => number
}

/** Null for a distribution that has no finite list: it cannot be in a grid. */
export function gridAxis(distribution: Distribution): GridAxis | null {
  switch (distribution.distribution) {
    case 'constant':
      return listAxis([distribution.value])
    case 'categorical':
      return listAxis(distribution.values)
    case 'int_uniform': {
      const { min, max } = distribution
      const size = max - min + 1
      return {
        size,
        at: (index) => min + index,
        indexOf: (value) => (Number.isInteger(value) ? within(Number(value) - min, size) : -1),
      }
    }
    case 'q_uniform': {
      // As numpy's arange: max is excluded and the step is the one that floats give, drift and all.
      const { min, max, q } = distribution
      const step = min + q - min
      const size = step > 0 ? Math.ceil((max - min) / q) : 1
      const at = (index: number) => min + index * step
      return {
        size,
        at,
        indexOf: (value) => {
          if (typeof value !== 'number') return -1
          const index = within(Math.round((value - min) / step), size)
          return index >= 0 && Math.abs(at(index) - value) <= 1e-9 * Math.max(q, Math.abs(value)) ? index : -1
        },
      }
    }
    default:
      return null
  }
}

export type GridPlace = GridAxis & { path: string[] }

/** The axes in the order of the grid; null when a parameter has no finite list. */
export function gridAxes(config: Pick<SweepConfig, 'parameters'>): GridPlace[] | null {
  const axes: GridPlace[] = []
  for (const { path, distribution } of flattenParameters(config.parameters)) {
    const axis = gridAxis(distribution)
    if (axis === null) return null
    axes.push({ path, ...axis })
  }
  return axes
}

/** Null when a parameter is missing or its value is not on the grid; a single value may be missing. */
export function gridCellOf(axes: readonly GridPlace[], config: JsonObject): number | null {
  let cell = 0
  for (const axis of axes) {
    const value = valueAt(config, axis.path)
    const index = value === undefined ? (axis.size === 1 ? 0 : -1) : axis.indexOf(value)
    if (index < 0) return null
    cell = cell * axis.size + index
  }
  return cell
}

/** Number of different cells; null when a parameter has no finite list. Infinity past 1.8e308. */
export function gridSize(config: Pick<SweepConfig, 'parameters'>): number | null {
  let size = 1
  for (const leaf of flattenParameters(config.parameters)) {
    const axis = gridAxis(leaf.distribution)
    if (axis === null) return null
    size *= axis.size
  }
  return size
}

function within(index: number, size: number): number {
  return index >= 0 && index < size ? index : -1
}

/** Equal values are one place on the axis: the first gives the place, the last the spelling. */
function listAxis(values: readonly Json[]): GridAxis {
  const knownKeys = new Set(values.flatMap((value) => (isObject(value) ? Object.keys(value) : [])))
  const byKey = new Map<string, Json>()
  for (const value of values) byKey.set(valueKey(value), value)
  const list = [...byKey.values()]
  const indexes = new Map([...byKey.keys()].map((key, index) => [key, index]))
  return {
    size: list.length,
    at: (index) => list[index] ?? null,
    indexOf: (value) => {
      // A client may add keys of its own to an object value; what no value of the axis has does not count.
      const known = isObject(value)
        ? Object.fromEntries(Object.entries(value).filter(([key]) => knownKeys.has(key)))
        : value
      return indexes.get(valueKey(known)) ?? -1
    },
  }
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
