/**
 * What came of a sweep's runs, read for people: points for charts, the few facts that tell which of very many are drawn,
 * and the runs that were the best of their time.
 */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import { transaction } from '~/server/db/transaction'
import type { Objective } from '~/server/domain/objective'
import { type PointColumns, pointColumnsSchema } from '~/server/domain/sweep-points'
import { ENDED_FIRST, EXTREME, epochMs, IS_MAXIMIZED, LOSS, measured, named } from './trial-sql'

export type PointsWish = {
  sweepId: string
  objective: Objective | null
  /** To the parameters in a run's config. */
  paths: string[][]
  /** Which of the sweep's runs, in terms of `run`: `changedSince` or `amongSerials`; all when it is left out. */
  only?: Prisma.Sql
}

/** A transaction that every change from now on is at least as young as: what is older has been seen. */
export async function readHorizon(db: Db): Promise<number> {
  const rows = await db.$queryRaw`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon`
  return Number(z.tuple([z.object({ horizon: z.string() })]).parse(rows)[0].horizon) % XIDS
}

/** Transactions are numbered in a circle; of two numbers on it the one up to half a turn ahead is the younger. */
const XIDS = 2 ** 32

/** Runs written since the horizon was read; some from shortly before may be among them. */
export function changedSince(horizon: number): Prisma.Sql {
  return Prisma.sql`(run.xmin::text::bigint - ${horizon}::bigint + ${XIDS}::bigint) % ${XIDS}::bigint < ${XIDS / 2}::bigint`
}

export function amongSerials(serials: readonly number[]): Prisma.Sql {
  return Prisma.sql`run.serial = ANY(${[...serials]}::bigint[])`
}

/**
 * Every attempt of every suggestion, by number; runs that joined the sweep without a suggestion come first, as -1. The
 * columns come as one JSON value: ten thousand rows through the client's decoding of each cell take ten times as long.
 * A run lasts to its end or its last sign of life.
 */
export async function readPointColumns(
  db: Db,
  { sweepId, objective, paths, only = Prisma.sql`true` }: PointsWish,
): Promise<PointColumns> {
  const params = paths.map((path) => Prisma.sql`coalesce(json_agg(config #> ${path}::text[]), '[]')`)
  const rows = await db.$queryRaw`
    WITH ${measured(Prisma.sql`run.sweep_id = ${sweepId}::uuid AND ${only}`, named(objective))},
    point AS (
      SELECT mine.run_id, mine.id, mine.serial, mine.name, mine.state, coalesce(suggestion.number, -1) AS number, mine.attempt,
             mine.config, ${EXTREME[objective?.goal ?? 'minimize']} AS value,
             ${epochMs(Prisma.sql`mine.started_at`)} AS started, ${epochMs(Prisma.sql`mine.finished_at`)} AS finished,
             ${epochMs(Prisma.sql`coalesce(mine.finished_at, mine.heartbeat_at)`)} AS last
      FROM mine
      LEFT JOIN suggestion ON suggestion.id = mine.suggestion_id AND suggestion.sweep_id = ${sweepId}::uuid
      LEFT JOIN fact ON fact.run_id = mine.id
      ORDER BY number, mine.attempt, mine.started_at, mine.id)
    SELECT json_build_object(
      'runId', coalesce(json_agg(run_id), '[]'), 'storageId', coalesce(json_agg(id), '[]'),
      'serial', coalesce(json_agg(serial), '[]'),
      'name', coalesce(json_agg(name), '[]'), 'state', coalesce(json_agg(state), '[]'),
      'number', coalesce(json_agg(number), '[]'), 'attempt', coalesce(json_agg(attempt), '[]'),
      'value', coalesce(json_agg(value), '[]'), 'startedAtMs', coalesce(json_agg(started), '[]'),
      'finishedAtMs', coalesce(json_agg(finished), '[]'),
      'durationSeconds', coalesce(json_agg(CASE WHEN last < started THEN 0 ELSE (last - started)::float8 / 1000 END), '[]'),
      'params', json_build_array(${params.length === 0 ? Prisma.empty : Prisma.join(params)})) AS columns
    FROM point`
  return z.tuple([z.object({ columns: pointColumnsSchema })]).parse(rows)[0].columns
}

/** The few facts that tell which of many runs are drawn. NaN is no value, or no time. */
export type RunOutcomes = {
  serial: Float64Array
  value: Float64Array
  startedAtMs: Float64Array
  /** Of its end, or its last sign of life. */
  lastAtMs: Float64Array
  /** 0 ended, 1 under way, 2 waiting for an agent. */
  stage: Uint8Array
}

const OUTCOME_BYTES = 33

/** All runs of a sweep, in the order in which they ended. As packed numbers: a hundred thousand rows of JSON take ten times as long. */
export async function readOutcomes(db: Db, sweepId: string, objective: Objective | null): Promise<RunOutcomes> {
  const number = (value: Prisma.Sql) => Prisma.sql`float8send(coalesce(${value}, 'NaN'))`
  const where = Prisma.sql`run.sweep_id = ${sweepId}::uuid`
  const rows = await transaction(db, async (tx) => {
    // So many rows are gathered and sorted in memory, not on disk.
    await tx.$executeRaw`SELECT set_config('work_mem', '64MB', true)`
    return tx.$queryRaw`
      WITH ${measured(where, named(objective), Prisma.sql`run.serial`)}
      SELECT string_agg(
        int8send(mine.serial) || ${number(EXTREME[objective?.goal ?? 'minimize'])}
        || ${number(Prisma.sql`${epochMs(Prisma.sql`mine.started_at`)}::float8`)}
        || ${number(Prisma.sql`${epochMs(Prisma.sql`coalesce(mine.finished_at, mine.heartbeat_at)`)}::float8`)}
        || CASE WHEN mine.state IN ('finished', 'crashed', 'failed', 'killed') THEN '\\x00'::bytea
                WHEN mine.state = 'pending' THEN '\\x02'::bytea ELSE '\\x01'::bytea END,
        ''::bytea ORDER BY ${ENDED_FIRST}) AS packed
      FROM mine LEFT JOIN fact ON fact.run_id = mine.id`
  })
  const packed = z.tuple([z.object({ packed: z.instanceof(Uint8Array).nullable() })]).parse(rows)[0].packed
  return unpackOutcomes(packed ?? new Uint8Array())
}

function unpackOutcomes(packed: Uint8Array): RunOutcomes {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const length = packed.byteLength / OUTCOME_BYTES
  const numbers = (offset: number) =>
    Float64Array.from({ length }, (_, index) => view.getFloat64(index * OUTCOME_BYTES + offset))
  return {
    serial: Float64Array.from({ length }, (_, index) => Number(view.getBigInt64(index * OUTCOME_BYTES))),
    value: numbers(8),
    startedAtMs: numbers(16),
    lastAtMs: numbers(24),
    stage: Uint8Array.from({ length }, (_, index) => view.getUint8(index * OUTCOME_BYTES + 32)),
  }
}

const recordRow = z.object({
  sweepId: z.string(),
  runId: z.string(),
  runName: z.string(),
  value: z.number(),
  place: z.int(),
})
export type RecordRun = z.infer<typeof recordRow>

/**
 * The runs of each sweep that were better than all before them. `place` counts all runs from 1. The last one is the best.
 */
export async function listRecords(db: Db, sweepIds: string[]): Promise<RecordRun[]> {
  const rows = await db.$queryRaw`
    SELECT sweep.id::text AS "sweepId", record.run_id AS "runId", record.name AS "runName", record.value, record.place
    FROM sweep CROSS JOIN LATERAL (
      WITH ${measured(Prisma.sql`run.sweep_id = sweep.id`, Prisma.sql`(sweep.config -> 'metric' ->> 'name')`)},
      placed AS (
        SELECT mine.run_id, mine.name, ${LOSS} AS loss, row_number() OVER ended AS place,
               min(${LOSS}) OVER (ended ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS least_before
        FROM mine LEFT JOIN fact ON fact.run_id = mine.id
        WINDOW ended AS (ORDER BY ${ENDED_FIRST}))
      SELECT run_id, name, place::int, CASE WHEN ${IS_MAXIMIZED} THEN -loss ELSE loss END AS value
      FROM placed WHERE loss IS NOT NULL AND (least_before IS NULL OR loss < least_before)) AS record
    WHERE sweep.id = ANY(${sweepIds}::uuid[])
    ORDER BY sweep.id, record.place`
  return z.array(recordRow).parse(rows)
}
