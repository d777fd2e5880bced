/** Projects: found by path or id with the role that is needed, and made when the first run or sweep names them. */
import { randomUUID } from 'node:crypto'
import { requireRole } from '~/server/accounts/access'
import type { Ctx } from '~/server/context'
import type { Role } from '~/server/domain/account'
import { invalid, notFound } from '~/server/domain/errors'
import { type ProjectPath, projectNameSchema } from '~/server/domain/ids'
import type { Project } from '~/server/domain/project'
import type { ProjectRef, ProjectWithId } from './project.store'
import * as store from './project.store'

export type { ProjectRef }

/** Without an entity the actor's own is meant. The project is made when it is not there. */
export async function openProject(ctx: Ctx, path: { entity?: string | null; project: string }): Promise<ProjectRef> {
  const entity = path.entity ?? ctx.actor.defaultEntity
  requireRole(ctx.actor, entity, 'member')
  const known = await store.findProjectByPath(ctx.db, entity, path.project)
  if (known !== null) return known
  const name = projectNameSchema.safeParse(path.project)
  if (!name.success) {
    throw invalid([
      {
        path: 'project',
        line: null,
        found: JSON.stringify(path.project),
        allowed: name.error.issues[0]?.message ?? '',
      },
    ])
  }
  const made = await store.ensureProject(ctx.db, { id: randomUUID(), entity, project: name.data, now: ctx.now() })
  if (made === null) throw notFound('entity', entity)
  return made
}

export async function findProjectRef(ctx: Ctx, path: ProjectPath, role: Role = 'viewer'): Promise<ProjectRef> {
  requireRole(ctx.actor, path.entity, role)
  const project = await store.findProjectByPath(ctx.db, path.entity, path.project)
  if (project === null) throw notFound('project', `${path.entity}/${path.project}`)
  return project
}

/** For things that are addressed by their own id; who may not see the project is told that the thing is not there. */
export async function projectRefById(ctx: Ctx, projectId: string, role: Role): Promise<ProjectRef> {
  const project = await store.findProjectById(ctx.db, projectId)
  if (project === null) throw notFound('project', projectId)
  requireRole(ctx.actor, project.entity, role)
  return project
}

export async function listProjects(ctx: Ctx, entity: string | null): Promise<Project[]> {
  if (entity !== null) requireRole(ctx.actor, entity, 'viewer')
  return store.listProjects(ctx.db, { entities: entity === null ? Object.keys(ctx.actor.roles) : [entity] })
}

export async function findProject(ctx: Ctx, path: ProjectPath): Promise<ProjectWithId> {
  requireRole(ctx.actor, path.entity, 'viewer')
  const [project] = await store.listProjects(ctx.db, { entities: [path.entity], project: path.project })
  if (project === undefined) throw notFound('project', `${path.entity}/${path.project}`)
  return project
}

export async function createProject(ctx: Ctx, path: ProjectPath): Promise<Project> {
  await openProject(ctx, path)
  return findProject(ctx, path)
}

/** What a live page may hear of: one project, or all of the actor's. */
export async function visibleProjectIds(ctx: Ctx, path: ProjectPath | null): Promise<ReadonlySet<string>> {
  if (path !== null) return new Set([(await findProjectRef(ctx, path)).id])
  return new Set(await store.listProjectIds(ctx.db, Object.keys(ctx.actor.roles)))
}
