/** Runs from before a sweep, as rows: which they are and where their pages are. What they achieved is trial.store's. */
import { z } from 'zod'
import type { Db } from '~/server/db/client'
import { runStateSchema } from '~/server/domain/run-state'

export async function insertPriorRuns(tx: Db, sweepId: string, storageIds: readonly string[]): Promise<void> {
  if (storageIds.length === 0) return
  await tx.$executeRaw`
    INSERT INTO sweep_prior_run (sweep_id, run_id)
    SELECT ${sweepId}::uuid, id FROM unnest(${[...storageIds]}::uuid[]) AS id
    ON CONFLICT DO NOTHING`
}

const placeRow = z.object({
  storageId: z.string(),
  entity: z.string(),
  project: z.string(),
  run: z.string(),
  name: z.string(),
  state: runStateSchema,
})
export type RunPlace = z.infer<typeof placeRow>

/** Newest first; runs in the trash are left out. */
export async function listPriorPlaces(db: Db, sweepId: string): Promise<RunPlace[]> {
  const rows = await db.$queryRaw`
    SELECT run.id::text AS "storageId", entity.name AS entity, project.name AS project, run.run_id AS run, run.name,
           run.state::text
    FROM sweep_prior_run prior JOIN run ON run.id = prior.run_id
    JOIN project ON project.id = run.project_id JOIN entity ON entity.id = project.entity_id
    WHERE prior.sweep_id = ${sweepId}::uuid AND run.deleted_at IS NULL
    ORDER BY run.created_at DESC, run.id DESC`
  return z.array(placeRow).parse(rows)
}
