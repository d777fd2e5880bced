/** What every answer says of a run, in SQL and as a row. Aliases: r run, w sweep, s suggestion. */
import { z } from 'zod'
import { Prisma } from '~/server/db/client'
import { runStateSchema } from '~/server/domain/run-state'
import { DURATION } from './column-sql'

export const RUN_FACTS = Prisma.sql`
  r.run_id AS id, r.id AS "storageId", r.serial::float8 AS serial, r.name, r.state::text AS state, w.sweep_id AS sweep,
  w.name AS "sweepName", w.method, s.number AS "suggestionNumber", r.attempt, r."group", r.job_type AS "jobType", r.tags,
  r.created_at AS "createdAt", r.started_at AS "startedAt", r.heartbeat_at AS "heartbeatAt",
  r.finished_at AS "finishedAt", ${DURATION} AS "durationSeconds"`

const time = z.date().transform((date) => date.toISOString())

export const runFactsRow = z.object({
  id: z.string(),
  storageId: z.string(),
  serial: z.int(),
  name: z.string(),
  state: runStateSchema,
  sweep: z.string().nullable(),
  sweepName: z.string().nullable(),
  method: z.string().nullable(),
  suggestionNumber: z.int().nullable(),
  attempt: z.int(),
  group: z.string().nullable(),
  jobType: z.string().nullable(),
  tags: z.array(z.string()),
  createdAt: time,
  startedAt: time.nullable(),
  heartbeatAt: time.nullable(),
  finishedAt: time.nullable(),
  durationSeconds: z.number().nullable(),
})
