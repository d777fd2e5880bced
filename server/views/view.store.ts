/** Saved views as rows. A personal view is found by its owner alone: every question names who asks. */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import { panelsStateSchema, runsStateSchema, WORKSPACE_STATE, type WorkspaceState } from '~/server/domain/view'

const viewRow = z.object({
  storageId: z.string(),
  id: z.string(),
  projectId: z.string(),
  name: z.string(),
  ownerId: z.string(),
  owner: z.string(),
  isShared: z.boolean(),
  isDefault: z.boolean(),
  updatedAt: z.date(),
})
export type StoredView = z.infer<typeof viewRow>

/** What a view from an earlier version says nothing of is as in a workspace that nobody arranged. */
const contentColumn = z
  .object({ runs: runsStateSchema.partial().catch({}), panels: panelsStateSchema.partial().catch({}) })
  .transform(
    ({ runs, panels }): WorkspaceState => ({
      runs: { ...WORKSPACE_STATE.runs, ...runs },
      panels: { ...WORKSPACE_STATE.panels, ...panels },
    }),
  )

const viewDetailRow = viewRow.extend({ content: contentColumn })
export type StoredViewDetail = z.infer<typeof viewDetailRow>

const columns = Prisma.sql`
  v.id::text AS "storageId", v.view_id AS id, v.project_id::text AS "projectId", v.name, v.owner_id::text AS "ownerId",
  u.username AS owner, v.is_shared AS "isShared", v.is_default AS "isDefault", v.updated_at AS "updatedAt"`

const source = Prisma.sql`FROM view v JOIN "user" u ON u.id = v.owner_id`

/** Shared ones and the user's own, the default first, then by name. */
export async function listViews(db: Db, projectId: string, userId: string): Promise<StoredView[]> {
  const rows = await db.$queryRaw`
    SELECT ${columns} ${source}
    WHERE v.project_id = ${projectId}::uuid AND v.kind = 'workspace' AND (v.is_shared OR v.owner_id = ${userId}::uuid)
    ORDER BY v.is_default DESC, lower(v.name), v.view_id LIMIT 1000`
  return z.array(viewRow).parse(rows)
}

export async function findView(db: Db, id: string, userId: string): Promise<StoredViewDetail | null> {
  const rows = await db.$queryRaw`
    SELECT ${columns}, v.content ${source}
    WHERE v.view_id = ${id} AND (v.is_shared OR v.owner_id = ${userId}::uuid)`
  return z.array(viewDetailRow).parse(rows)[0] ?? null
}

export async function findDefaultView(db: Db, projectId: string): Promise<StoredViewDetail | null> {
  const rows = await db.$queryRaw`
    SELECT ${columns}, v.content ${source}
    WHERE v.project_id = ${projectId}::uuid AND v.kind = 'workspace' AND v.is_default AND v.is_shared`
  return z.array(viewDetailRow).parse(rows)[0] ?? null
}

export type NewView = {
  id: string
  projectId: string
  name: string
  ownerId: string
  isShared: boolean
  content: WorkspaceState
  now: Date
}

/** False when the id is taken. */
export async function insertView(db: Db, view: NewView): Promise<boolean> {
  const count = await db.$executeRaw`
    INSERT INTO view (id, view_id, project_id, kind, name, owner_id, is_shared, content, created_at, updated_at)
    VALUES (gen_random_uuid(), ${view.id}, ${view.projectId}::uuid, 'workspace', ${view.name}, ${view.ownerId}::uuid,
      ${view.isShared}, ${JSON.stringify(view.content)}::jsonb, ${view.now}::timestamptz, ${view.now}::timestamptz)
    ON CONFLICT (view_id) DO NOTHING`
  return count === 1
}

export type ViewChanges = {
  name?: string | undefined
  isShared?: boolean | undefined
  isDefault?: boolean | undefined
  content?: WorkspaceState | undefined
}

/** What is absent stays. */
export async function updateView(db: Db, storageId: string, changes: ViewChanges, now: Date): Promise<void> {
  const content = changes.content === undefined ? null : JSON.stringify(changes.content)
  await db.$executeRaw`
    UPDATE view SET name = coalesce(${changes.name ?? null}::text, name),
      is_shared = coalesce(${changes.isShared ?? null}::boolean, is_shared),
      is_default = coalesce(${changes.isDefault ?? null}::boolean, is_default),
      content = coalesce(${content}::jsonb, content), updated_at = ${now}::timestamptz
    WHERE id = ${storageId}::uuid`
}

/** A project has one default at most. */
export async function clearDefault(db: Db, projectId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE view SET is_default = false WHERE project_id = ${projectId}::uuid AND kind = 'workspace' AND is_default`
}

export async function deleteView(db: Db, storageId: string): Promise<void> {
  await db.$executeRaw`DELETE FROM view WHERE id = ${storageId}::uuid`
}
