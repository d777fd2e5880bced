/**
 * A filter as a condition in SQL that is true or false, never null: a run without the value meets `missing` and `!=`
 * alone. Whatever a person wrote is a parameter of the statement.
 */
import { Prisma } from '~/server/db/client'
import type { Comparison, FilterCondition, FilterTree, FilterValue } from '~/server/domain/filter/tree'
import { secondsOf, timeMsOf } from '~/server/domain/filter/words'
import { type RunColumns, storable } from './column-sql'

type Sql = Prisma.Sql
type Of<Op extends FilterCondition['op']> = Extract<FilterCondition, { op: Op }>

/** What a regular expression looks at: notes can be long, and some patterns take long for each character. */
const MATCHED_CHARS = 4096

const FALSE = Prisma.sql`false`

export function filterSql(tree: FilterTree | null, columns: RunColumns, now: Date): Sql {
  if (tree === null) return Prisma.sql`true`
  switch (tree.op) {
    case 'and':
    case 'or': {
      const parts = tree.of.map((part) => filterSql(part, columns, now))
      if (parts.length === 0) return tree.op === 'and' ? Prisma.sql`true` : FALSE
      return Prisma.sql`(${Prisma.join(parts, tree.op === 'and' ? ' AND ' : ' OR ')})`
    }
    case 'not':
      return Prisma.sql`NOT ${filterSql(tree.of, columns, now)}`
    default:
      return Prisma.sql`coalesce((${conditionSql(tree, columns, now)}), false)`
  }
}

function conditionSql(condition: FilterCondition, columns: RunColumns, now: Date): Sql {
  const { op, column } = condition
  switch (op) {
    case 'exists':
      return existsSql(column, columns)
    case 'missing':
      return Prisma.sql`NOT ${existsSql(column, columns)}`
    case 'contains':
      return anyText(
        column,
        columns,
        (text) => Prisma.sql`position(lower(${storable(condition.text)}) IN lower(${text})) > 0`,
      )
    case '~':
      return matchSql(condition, columns)
    case 'in':
      return Prisma.sql`(${Prisma.join(
        condition.values.map((value) => Prisma.sql`coalesce((${equalSql(column, value, columns, now)}), false)`),
        ' OR ',
      )})`
    case '=':
      return equalSql(column, condition.value, columns, now)
    case '!=':
      return Prisma.sql`NOT coalesce((${equalSql(column, condition.value, columns, now)}), false)`
    default:
      return orderedSql(condition, columns, now)
  }
}

function existsSql(column: string, columns: RunColumns): Sql {
  if (columns.kind(column) === 'json')
    return Prisma.sql`coalesce(jsonb_typeof(${columns.json(column)}) <> 'null', false)`
  if (column === 'tags') return Prisma.sql`cardinality(r.tags) > 0`
  return Prisma.sql`(${columns.plain(column)}) IS NOT NULL`
}

/** Holds when it holds for one of the column's texts. */
function anyText(column: string, columns: RunColumns, holds: (text: Sql) => Sql): Sql {
  if (columns.kind(column) !== 'texts') return holds(columns.text(column))
  const texts = columns.texts(column)
  if (texts.isArray)
    return Prisma.sql`EXISTS (SELECT FROM unnest(${texts.array}) AS t(text) WHERE ${holds(Prisma.sql`t.text`)})`
  return Prisma.sql`(${Prisma.join(
    texts.each.map((text) => Prisma.sql`coalesce(${holds(text)}, false)`),
    ' OR ',
  )})`
}

function matchSql({ column, pattern, isCaseless }: Of<'~'>, columns: RunColumns): Sql {
  const sign = isCaseless ? Prisma.sql`~*` : Prisma.sql`~`
  return anyText(
    column,
    columns,
    (text) => Prisma.sql`left(${text}, ${MATCHED_CHARS}::int) ${sign} ${storable(pattern)}`,
  )
}

function equalSql(column: string, value: FilterValue, columns: RunColumns, now: Date): Sql {
  if (value === null) return Prisma.sql`NOT ${existsSql(column, columns)}`
  switch (columns.kind(column)) {
    case 'time':
      return timeEqualSql(columns.plain(column), value, now)
    case 'number': {
      const number = numberOf(value)
      return number === null ? FALSE : Prisma.sql`${columns.plain(column)} = ${number}::float8`
    }
    case 'json': {
      const isText = Prisma.sql`${columns.text(column)} = ${storable(textOf(value))}`
      const number = typeof value === 'string' ? null : numberOf(value)
      // A number also equals the text that reads like it: launchers write settings as text.
      return number === null ? isText : Prisma.sql`(${columns.number(column)} = ${number}::float8 OR ${isText})`
    }
    default:
      return anyText(column, columns, (text) => Prisma.sql`${text} = ${storable(textOf(value))}`)
  }
}

/** A date alone is the whole day. */
function timeEqualSql(time: Sql, value: FilterValue, now: Date): Sql {
  const ms = timeOf(value, now)
  if (ms === null) return FALSE
  const isDay = typeof value === 'object' && value !== null && 'time' in value && value.time.length === 10
  const end = isDay ? ms + 86_400_000 : ms + 1
  return Prisma.sql`${time} >= ${new Date(ms)}::timestamptz AND ${time} < ${new Date(end)}::timestamptz`
}

const SIGNS: Record<Exclude<Comparison, '=' | '!='>, Sql> = {
  '<': Prisma.sql`<`,
  '<=': Prisma.sql`<=`,
  '>': Prisma.sql`>`,
  '>=': Prisma.sql`>=`,
}

/** Numbers as numbers, texts by their letters whatever their case; the one is never below the other. */
function orderedSql({ op, column, value }: Of<Comparison>, columns: RunColumns, now: Date): Sql {
  if (op === '=' || op === '!=' || value === null) return FALSE
  const sign = SIGNS[op]
  const kind = columns.kind(column)
  if (kind === 'time') {
    const ms = timeOf(value, now)
    return ms === null ? FALSE : Prisma.sql`${columns.plain(column)} ${sign} ${new Date(ms)}::timestamptz`
  }
  const number = numberOf(value)
  if (number !== null && kind !== 'text') return Prisma.sql`${columns.number(column)} ${sign} ${number}::float8`
  if (kind === 'number') return FALSE
  const text = Prisma.sql`lower(${columns.text(column)}) COLLATE "C" ${sign} lower(${storable(textOf(value))}) COLLATE "C"`
  return kind === 'json' ? Prisma.sql`jsonb_typeof(${columns.json(column)}) = 'string' AND ${text}` : text
}

/** As text, so that every digit and infinities arrive. */
function numberOf(value: FilterValue): string | null {
  if (typeof value === 'number') return String(value)
  if (value === 'Infinity' || value === '-Infinity') return value
  if (typeof value !== 'object' || value === null || !('duration' in value)) return null
  const seconds = secondsOf(value.duration)
  return seconds === null ? null : String(seconds)
}

/** Epoch milliseconds; null for what is no time. A year that PostgreSQL does not know is as good as none. */
function timeOf(value: FilterValue, now: Date): number | null {
  if (typeof value !== 'object' || value === null) return null
  const ms = 'time' in value ? timeMsOf(value.time) : now.getTime() + (secondsOf(value.duration) ?? Number.NaN) * 1000
  if (ms === null || Number.isNaN(ms)) return null
  return Math.min(YEAR_9999_MS, Math.max(YEAR_1_MS, ms))
}

const YEAR_1_MS = Date.parse('0001-01-02T00:00:00Z')
const YEAR_9999_MS = Date.UTC(9999, 0, 1)

function textOf(value: FilterValue): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return 'time' in value ? value.time : value.duration
}
