/** Projects by path and by id, with the counts that the overview shows. */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import type { Project } from '~/server/domain/project'

export type ProjectRef = { id: string; entity: string; name: string }

const refSelect = { id: true, name: true, entity: { select: { name: true } } } as const

function toRef(row: { id: string; name: string; entity: { name: string } } | null): ProjectRef | null {
  return row === null ? null : { id: row.id, entity: row.entity.name, name: row.name }
}

export async function findProjectByPath(db: Db, entity: string, project: string): Promise<ProjectRef | null> {
  return toRef(await db.project.findFirst({ where: { name: project, entity: { name: entity } }, select: refSelect }))
}

export async function findProjectById(db: Db, id: string): Promise<ProjectRef | null> {
  return toRef(await db.project.findUnique({ where: { id }, select: refSelect }))
}

/** Makes the project unless it is there; two callers at once get the same one. Null when there is no such entity. */
export async function ensureProject(
  db: Db,
  path: { id: string; entity: string; project: string; now: Date },
): Promise<ProjectRef | null> {
  await db.$executeRaw`
    INSERT INTO project (id, entity_id, name, created_at)
    SELECT ${path.id}::uuid, entity.id, ${path.project}, ${path.now} FROM entity WHERE entity.name = ${path.entity}
    ON CONFLICT (entity_id, name) DO NOTHING`
  return findProjectByPath(db, path.entity, path.project)
}

const projectRow = z.object({
  id: z.string(),
  entity: z.string(),
  name: z.string(),
  created_at: z.date(),
  run_count: z.int(),
  running_count: z.int(),
  sweep_count: z.int(),
  last_activity_at: z.date().nullable(),
})

export type ProjectWithId = Project & { storageId: string }

/**
 * Latest activity first. The count walks an index alone; what is running is few; the last activity is looked for among
 * the running and the newest thousand runs, so that an old run which ended last of all may go unnoticed.
 */
export async function listProjects(db: Db, where: { entities: string[]; project?: string }): Promise<ProjectWithId[]> {
  const byName = where.project === undefined ? Prisma.empty : Prisma.sql`AND project.name = ${where.project}`
  const rows = await db.$queryRaw`
    SELECT project.id::text, entity.name AS entity, project.name, project.created_at,
           runs.run_count, running.running_count, sweeps.sweep_count,
           greatest(running.heard_at, newest.heard_at) AS last_activity_at
    FROM project
    JOIN entity ON entity.id = project.entity_id
    CROSS JOIN LATERAL (SELECT count(*)::int AS run_count FROM run WHERE run.project_id = project.id AND run.deleted_at IS NULL) AS runs
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS running_count, max(run.heartbeat_at) AS heard_at
      FROM run WHERE run.state = 'running' AND run.project_id = project.id AND run.deleted_at IS NULL) AS running
    CROSS JOIN LATERAL (
      SELECT max(coalesce(run.heartbeat_at, run.created_at)) AS heard_at FROM (
        SELECT heartbeat_at, created_at FROM run WHERE run.project_id = project.id AND run.deleted_at IS NULL
        ORDER BY run.created_at DESC, run.serial DESC LIMIT 1000) AS run) AS newest
    CROSS JOIN LATERAL (SELECT count(*)::int AS sweep_count FROM sweep WHERE sweep.project_id = project.id) AS sweeps
    WHERE entity.name = ANY(${where.entities}) ${byName}
    ORDER BY coalesce(greatest(running.heard_at, newest.heard_at), project.created_at) DESC, project.id DESC
    LIMIT 1000`
  return z
    .array(projectRow)
    .parse(rows)
    .map((row) => ({
      storageId: row.id,
      entity: row.entity,
      name: row.name,
      createdAt: row.created_at.toISOString(),
      runCount: row.run_count,
      runningCount: row.running_count,
      sweepCount: row.sweep_count,
      lastActivityAt: row.last_activity_at?.toISOString() ?? null,
    }))
}

export async function listProjectIds(db: Db, entities: string[]): Promise<string[]> {
  const rows = await db.project.findMany({ where: { entity: { name: { in: entities } } }, select: { id: true } })
  return rows.map(({ id }) => id)
}
