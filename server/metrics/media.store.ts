/** Values that are no numbers, by metric: which there are, at which steps, and the values themselves. */
import { z } from 'zod'
import type { Db } from '~/server/db/client'
import { jsonSchema } from '~/server/domain/json'
import type { MediaInput, MediaPage, MediaSteps, MediaStepsInput } from '~/server/domain/media'

/** Compressed bytes of the values in one answer. */
const VALUE_BYTES_MAX = 8 * 1024 * 1024

const typedKeySchema = z.object({
  key: z.string(),
  type: z.string().nullable(),
  jsonType: z.string(),
  runCount: z.int(),
  valueCount: z.number(),
})

/** Metrics of the runs' history with such values, by the type of the newest one in each run. */
export async function listTypedKeys(db: Db, storageIds: readonly string[]): Promise<z.infer<typeof typedKeySchema>[]> {
  const rows = await db.$queryRaw`
    SELECT s.key, CASE WHEN jsonb_typeof(v.value) = 'object' THEN v.value ->> '_type' END AS type,
      jsonb_typeof(v.value) AS "jsonType", count(*)::int AS "runCount", sum(s.other_count)::float8 AS "valueCount"
    FROM series s JOIN history_value v ON v.series_id = s.id AND v.line = s.last_other_line
    WHERE s.run_id = ANY(${[...storageIds]}::uuid[]) AND s.stream = 'history' AND s.other_count > 0
    GROUP BY 1, 2, 3 ORDER BY s.key COLLATE "C"`
  return z.array(typedKeySchema).parse(rows)
}

const stepsRowSchema = z.object({
  storageId: z.string(),
  valueCount: z.number(),
  lines: z.array(z.number()),
  steps: z.array(z.number()),
})

/** Runs without such a value are left out. */
export async function listSteps(db: Db, { storageIds, key, limit }: MediaStepsInput): Promise<MediaSteps[]> {
  const rows = await db.$queryRaw`
    WITH numbered AS (
      SELECT s.run_id, v.line, v.step, row_number() OVER w - 1 AS at, count(*) OVER (PARTITION BY s.id) AS count
      FROM series s JOIN history_value v ON v.series_id = s.id
      WHERE s.run_id = ANY(${storageIds}::uuid[]) AND s.stream = 'history' AND s.key = ${key}
      WINDOW w AS (PARTITION BY s.id ORDER BY v.line)
    )
    SELECT run_id AS "storageId", max(count)::float8 AS "valueCount",
      json_agg(line ORDER BY line) AS lines, json_agg(step ORDER BY line) AS steps
    FROM numbered
    -- The n-th value is taken when it is the first of its share of the whole.
    WHERE count <= ${limit}::int OR at = count - 1 OR at = 0
      OR at * (${limit}::int - 1) / (count - 1) > (at - 1) * (${limit}::int - 1) / (count - 1)
    GROUP BY run_id`
  return z.array(stepsRowSchema).parse(rows)
}

const valueRowSchema = z.object({
  storageId: z.string(),
  line: z.number(),
  step: z.number(),
  isPastBudget: z.boolean(),
  value: jsonSchema.nullable(),
})

/** Lines that hold no such value are left out. */
export async function readMedia(db: Db, { key, runs }: MediaInput): Promise<MediaPage> {
  const asked = runs.flatMap(({ storageId, lines }) => lines.map((line) => ({ id: storageId, line })))
  const rows = await db.$queryRaw`
    WITH sized AS (
      SELECT s.run_id, v.line, v.step, v.value, sum(pg_column_size(v.value)) OVER w AS size, row_number() OVER w AS at
      FROM json_to_recordset(${JSON.stringify(asked)}::json) AS a(id uuid, line bigint)
      JOIN series s ON s.run_id = a.id AND s.stream = 'history' AND s.key = ${key}
      JOIN history_value v ON v.series_id = s.id AND v.line = a.line
      WINDOW w AS (ORDER BY v.line, s.run_id)
    )
    SELECT run_id AS "storageId", line::float8 AS line, step::float8 AS step,
      size > ${VALUE_BYTES_MAX}::bigint AND at > 1 AS "isPastBudget",
      CASE WHEN size <= ${VALUE_BYTES_MAX}::bigint OR at = 1 THEN value END AS value
    FROM sized ORDER BY line`
  const found = z.array(valueRowSchema).parse(rows)
  return {
    values: found
      .filter(({ isPastBudget }) => !isPastBudget)
      .map(({ storageId, line, step, value }) => ({ storageId, line, step, value })),
    left: found.filter(({ isPastBudget }) => isPastBudget).map(({ storageId, line }) => ({ storageId, line })),
  }
}
