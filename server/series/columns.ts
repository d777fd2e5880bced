/**
 * From rows to columns: what a row holds becomes one value in each of its metrics. Objects are opened, so that
 * {"val": {"loss": 1}} is the metric `val.loss`, as the wandb client addresses it; media (objects with `_type`), lists
 * and text are values of their own. Nothing of a row is ever left out: an object whose opening would be ambiguous
 * stays whole. Pure; no database here.
 */
import { type Json, type JsonObject, storableJson, toMetricValue } from '~/server/domain/json'
import { METRIC_NAME_BYTES_MAX } from '~/server/domain/json-line'

export type Column = {
  key: string
  /** Keys from the outside in for a metric inside an object, else empty. */
  path: string[]
  lines: number[]
  steps: number[]
  values: number[]
  /** Values that are not numbers. */
  others: { line: number; step: number; value: Json }[]
}

export type NumberedRow = { line: number; row: JsonObject }

export type StepRule = {
  /** Largest step of the run so far, null before the first. */
  lastStep: number | null
  /** The line number that follows the run's last. */
  lineCount: number
}

/** Columns of rows given in the order of their lines, and the largest step among them. */
export function columnsOf(rows: readonly NumberedRow[], rule: StepRule): { columns: Column[]; stepMax: number | null } {
  const columns = new Map<string, Column>()
  let stepMax: number | null = null
  let before: number | null = null
  for (const { line, row } of rows) {
    const step = stepOf(row, line, before, rule)
    before = step
    if (stepMax === null || step > stepMax) stepMax = step
    addNumber(columnOf(columns, '_step', []), line, step, step)
    for (const key of Object.keys(row)) {
      const value = row[key]
      if (key === '_step' || value === undefined) continue
      if (typeof value === 'number') addNumber(columnOf(columns, key, []), line, step, value)
      else addValue(columns, row, { line, step, key, value })
    }
  }
  return { columns: [...columns.values()], stepMax }
}

/** A row without a step has the one after the row before it; where that is unknown, its line number. */
function stepOf(row: JsonObject, line: number, before: number | null, rule: StepRule): number {
  if (typeof row._step === 'number') return row._step + 0
  if (before !== null) return before + 1
  return rule.lastStep !== null && line === rule.lineCount ? rule.lastStep + 1 : line
}

function columnOf(columns: Map<string, Column>, key: string, path: string[]): Column {
  const known = columns.get(key)
  if (known !== undefined) return known
  const column: Column = { key, path, lines: [], steps: [], values: [], others: [] }
  columns.set(key, column)
  return column
}

function addNumber(column: Column, line: number, step: number, value: number): void {
  column.lines.push(line)
  column.steps.push(step)
  column.values.push(value)
}

type Cell = { line: number; step: number; key: string; value: Json }
type Leaf = { path: string[]; value: Json }

function addValue(columns: Map<string, Column>, row: JsonObject, { line, step, key, value }: Cell): void {
  const leaves = isOpen(value) ? leavesOf([key], value) : []
  if (leaves.length === 0 || isAmbiguous(leaves, row, key)) {
    columnOf(columns, key, []).others.push({ line, step, value })
    return
  }
  for (const leaf of leaves) {
    const column = columnOf(columns, leaf.path.join('.'), leaf.path)
    if (typeof leaf.value === 'number') addNumber(column, line, step, leaf.value)
    else column.others.push({ line, step, value: leaf.value })
  }
}

function isOpen(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, '_type')
}

function leavesOf(path: string[], value: JsonObject): Leaf[] {
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = [...path, key]
    return isOpen(item) && Object.keys(item).length > 0 ? leavesOf(inner, item) : [{ path: inner, value: item }]
  })
}

/**
 * True when a leaf's dotted name is used twice in the row or is too long for a name. Other objects of the row that
 * could make the same name have a key with the same beginning, so they are looked at only then.
 */
function isAmbiguous(leaves: readonly Leaf[], row: JsonObject, ownKey: string): boolean {
  const names = new Set<string>()
  for (const leaf of leaves) names.add(leaf.path.join('.'))
  if (names.size < leaves.length) return true
  for (const name of names) {
    if (Object.hasOwn(row, name)) return true
    if (name.length * 3 > METRIC_NAME_BYTES_MAX && new TextEncoder().encode(name).length > METRIC_NAME_BYTES_MAX)
      return true
  }
  return Object.keys(row).some((key) => {
    if (key === ownKey || !(key.startsWith(`${ownKey}.`) || ownKey.startsWith(`${key}.`))) return false
    const other = row[key]
    return other !== undefined && isOpen(other) && leavesOf([key], other).some((leaf) => names.has(leaf.path.join('.')))
  })
}

/** What an append adds to the facts of a metric. Null where there is nothing of the kind. */
export type ColumnFacts = {
  pointCount: number
  min: number | null
  max: number | null
  last: number | null
  lastLine: number | null
  lastFinite: number | null
  lastFiniteLine: number | null
  otherCount: number
  lastOtherLine: number | null
  /** Value at the highest line, as the summary keeps it, and that line. */
  summary: Json
  summaryLine: number
}

export function factsOf(column: Column): ColumnFacts {
  let min: number | null = null
  let max: number | null = null
  let lastFiniteAt = -1
  for (let index = 0; index < column.values.length; index++) {
    const value = column.values[index] ?? Number.NaN
    if (!Number.isFinite(value)) continue
    if (min === null || value < min) min = value
    if (max === null || value > max) max = value
    lastFiniteAt = index
  }
  const last = column.values.at(-1) ?? null
  const lastLine = column.lines.at(-1) ?? null
  const other = column.others.at(-1)
  const isNumberLast = last !== null && (lastLine ?? -1) > (other?.line ?? -1)
  return {
    pointCount: column.values.length,
    min,
    max,
    last,
    lastLine,
    lastFinite: column.values[lastFiniteAt] ?? null,
    lastFiniteLine: column.lines[lastFiniteAt] ?? null,
    otherCount: column.others.length,
    lastOtherLine: other?.line ?? null,
    summary: isNumberLast ? toMetricValue(last) : storableJson(other?.value ?? null),
    summaryLine: Math.max(lastLine ?? -1, other?.line ?? -1),
  }
}

/** Puts a value back where it was in its row. */
export function placeInRow(row: JsonObject, key: string, path: readonly string[], value: Json): void {
  const [first, ...rest] = path
  if (first === undefined || rest.length === 0) {
    row[key] = value
    return
  }
  let object = row
  let name = first
  for (const next of rest) {
    const inner = object[name]
    const opened: JsonObject = inner !== undefined && isOpen(inner) ? inner : {}
    object[name] = opened
    object = opened
    name = next
  }
  object[name] = value
}
