/**
 * Orders of runs in SQL: what to order by, and which runs come after a given one. A column is up to two keys, so that
 * numbers come before texts; what has no value comes last in either direction; runs that are equal in everything are in the
 * order in which they were made, so that every order is total.
 */
import { z } from 'zod'
import { Prisma } from '~/server/db/client'
import { invalid } from '~/server/domain/errors'
import type { RunSort } from '~/server/domain/run-list'
import type { RunColumns } from './column-sql'

type Sql = Prisma.Sql
type Direction = RunSort['direction']
type Key = { value: Sql; type: 'number' | 'text'; direction: Direction }

const DIRECTIONS: Record<Direction, { by: Sql; past: Sql }> = {
  asc: { by: Prisma.sql`ASC NULLS LAST`, past: Prisma.sql`>` },
  desc: { by: Prisma.sql`DESC NULLS LAST`, past: Prisma.sql`<` },
}

/** Longer texts that begin alike count as equal. */
const TEXT_CHARS = 200

export type RunOrder = {
  keys: Key[]
  orderBy: Sql
  /** As everybody looks at it: an index has it. */
  isByCreation: boolean
}

export function orderOf(sort: readonly RunSort[], columns: RunColumns): RunOrder {
  const first = sort[0] ?? { column: 'createdAt', direction: 'desc' }
  if (first.column === 'createdAt') {
    // The creation of a run says where it stands; what would follow has nothing left to decide but equal moments.
    const way = first.direction === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`
    return {
      keys: [
        { value: Prisma.sql`extract(epoch FROM r.created_at) * 1000`, type: 'number', direction: first.direction },
      ],
      orderBy: Prisma.sql`r.created_at ${way}, r.serial ${way}`,
      isByCreation: true,
    }
  }
  const keys = sort.flatMap((each) => keysOf(each, columns))
  const by = keys.map(({ value, direction }) => Prisma.sql`${value} ${DIRECTIONS[direction].by}`)
  return { keys, orderBy: Prisma.join([...by, Prisma.sql`r.serial ASC`]), isByCreation: false }
}

function keysOf({ column, direction }: RunSort, columns: RunColumns): Key[] {
  const kind = columns.kind(column)
  if (kind === 'number') return [{ value: columns.plain(column), type: 'number', direction }]
  if (kind === 'time') {
    return [
      { value: Prisma.sql`extract(epoch FROM ${columns.plain(column)})::float8 * 1000`, type: 'number', direction },
    ]
  }
  if (kind !== 'json')
    return [{ value: textKey(Prisma.sql`nullif(${columns.plain(column)}, '')`), type: 'text', direction }]
  const json = columns.json(column)
  const number = columns.number(column)
  const isText = Prisma.sql`CASE WHEN jsonb_typeof(${json}) NOT IN ('number', 'null')
    AND ${json} NOT IN ('"NaN"', '"Infinity"', '"-Infinity"') THEN ${textKey(Prisma.sql`${json} #>> '{}'`)} END`
  return [
    { value: number, type: 'number', direction },
    { value: isText, type: 'text', direction },
  ]
}

function textKey(text: Sql): Sql {
  return Prisma.sql`left(lower(${text}), ${TEXT_CHARS}::int) COLLATE "C"`
}

/** Where a page ended: the value of each key, and the run. */
const cursorSchema = z.tuple([z.array(z.union([z.string(), z.null()])).max(8), z.int().min(0)])
export type RunCursor = z.infer<typeof cursorSchema>

export function printCursor(cursor: RunCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Throws INVALID for what is no cursor of this order. */
export function parseCursor(text: string, order: RunOrder): RunCursor {
  try {
    const cursor = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    const [values] = cursor
    if (values.length !== order.keys.length) throw new Error('not of this order')
    for (const [index, value] of values.entries()) {
      const isNumber = order.keys[index]?.type === 'number'
      if (value !== null && (isNumber ? Number.isNaN(Number(value)) : value.includes('\0'))) throw new Error('no key')
    }
    return cursor
  } catch {
    throw invalid([
      { path: 'cursor', line: null, found: text.slice(0, 40), allowed: 'the nextCursor of a page before' },
    ])
  }
}

/** Condition of the runs after the one that the cursor names. */
export function afterSql(order: RunOrder, [values, serial]: RunCursor): Sql {
  if (order.isByCreation) {
    // In the terms of the index itself; the time is kept to the millisecond, so the cursor's number is exact.
    const past = DIRECTIONS[order.keys[0]?.direction ?? 'desc'].past
    return Prisma.sql`(r.created_at, r.serial) ${past} (to_timestamp(${values[0]}::float8 / 1000), ${serial}::bigint)`
  }
  const alternatives: Sql[] = []
  const equal: Sql[] = []
  for (const [index, key] of order.keys.entries()) {
    const value = values[index] ?? null
    const at = key.type === 'number' ? Prisma.sql`${value}::float8` : Prisma.sql`${value}::text COLLATE "C"`
    if (value !== null) {
      const past = Prisma.sql`(${key.value} ${DIRECTIONS[key.direction].past} ${at} OR ${key.value} IS NULL)`
      alternatives.push(Prisma.sql`(${Prisma.join([...equal, past], ' AND ')})`)
    }
    equal.push(value === null ? Prisma.sql`${key.value} IS NULL` : Prisma.sql`${key.value} = ${at}`)
  }
  alternatives.push(Prisma.sql`(${Prisma.join([...equal, Prisma.sql`r.serial > ${serial}::bigint`], ' AND ')})`)
  return Prisma.sql`(${Prisma.join(alternatives, ' OR ')})`
}
