/**
 * The finite list that a distribution is to a grid, never built: a size and a value at each index. The grid itself is
 * the product of its axes and may have more cells than memory.
 */
import type { Json, JsonObject } from './json'
import { type Distribution, flattenParameters, type SweepConfig, valueAt } from './sweep-config'
import { valueKey } from './value-key'
import { activityOf, blocksOf } from './when'

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

type GridPlace = GridAxis & { path: string[] }

export type Grid = {
  /** Number of different cells. Infinity past 1.8e308. */
  size: number
  /** The settings of a cell, with their paths; those without a meaning there are left out. */
  settingsAt(cell: number): { path: string[]; value: Json }[]
  /** Null when a setting is missing or its value is not on the grid; a single value may be missing. */
  cellOf(config: JsonObject): number | null
}

/**
 * Null when a parameter has no finite list. Names are sorted and the last varies fastest, as in W&B; where some depend on
 * others, the others come first, and each combination that can be told apart is one cell.
 */
export function gridOf(config: Pick<SweepConfig, 'parameters'>): Grid | null {
  const leaves = flattenParameters(config.parameters)
  const axes: GridPlace[] = []
  for (const { path, distribution } of leaves) {
    const axis = gridAxis(distribution)
    if (axis === null) return null
    axes.push({ path, ...axis })
  }
  const blocks = blocksOf(activityOf(leaves), {
    sizes: axes.map(({ size }) => size),
    valueAt: (place, level) => axes[place]?.at(level) ?? null,
  })
  return {
    size: blocks.size,
    settingsAt: (cell) =>
      blocks.levelsAt(cell).flatMap((level, place) => {
        const axis = axes[place]
        return level === null || axis === undefined ? [] : [{ path: axis.path, value: axis.at(level) }]
      }),
    cellOf: (given) => blocks.indexOf(axes.map((axis) => levelIn(axis, valueAt(given, axis.path)))),
  }
}

function levelIn(axis: GridAxis, value: Json | undefined): number | null {
  if (value === undefined) return axis.size === 1 ? 0 : null
  const index = axis.indexOf(value)
  return index < 0 ? null : index
}

/** Number of different cells; null when a parameter has no finite list. */
export function gridSize(config: Pick<SweepConfig, 'parameters'>): number | null {
  return gridOf(config)?.size ?? null
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
