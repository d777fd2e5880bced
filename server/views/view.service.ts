/**
 * Saved views of a project's workspace. A personal view belongs to its owner; a shared one is seen by all who see the
 * project and changed by who made it or owns the entity, so that nobody's view changes under them by accident.
 */
import { randomBytes } from 'node:crypto'
import type { Ctx } from '~/server/context'
import { lock } from '~/server/db/lock'
import { transaction } from '~/server/db/transaction'
import { hasRole } from '~/server/domain/account'
import { DomainError, invalid, notFound } from '~/server/domain/errors'
import { type ProjectPath, shortId } from '~/server/domain/ids'
import { storableText } from '~/server/domain/json'
import type { CreateViewInput, SavedView, SavedViewDetail, UpdateViewInput } from '~/server/domain/saved-view'
import { publish } from '~/server/live/publish'
import { findProjectRef, type ProjectRef, projectRefById } from '~/server/projects/project.service'
import * as store from './view.store'

export async function listViews(ctx: Ctx, path: ProjectPath): Promise<SavedView[]> {
  const project = await findProjectRef(ctx, path)
  const views = await store.listViews(ctx.db, project.id, ctx.actor.userId)
  return views.map((view) => toView(ctx, project, view))
}

export async function findView(ctx: Ctx, id: string): Promise<SavedViewDetail> {
  const { project, view } = await requireView(ctx, id)
  return { ...toView(ctx, project, view), content: view.content }
}

/** What the project opens with; null when nobody chose anything. */
export async function findDefaultView(ctx: Ctx, path: ProjectPath): Promise<SavedViewDetail | null> {
  const project = await findProjectRef(ctx, path)
  const view = await store.findDefaultView(ctx.db, project.id)
  return view === null ? null : { ...toView(ctx, project, view), content: view.content }
}

export async function createView(ctx: Ctx, input: CreateViewInput): Promise<SavedView> {
  const project = await findProjectRef(ctx, input, input.isShared ? 'member' : 'viewer')
  const { isShared, content } = input
  const name = storableText(input.name)
  const view = { projectId: project.id, name, ownerId: ctx.actor.userId, isShared, content, now: ctx.now() }
  for (;;) {
    const id = shortId(randomBytes)
    if (!(await store.insertView(ctx.db, { ...view, id }))) continue
    announce(project)
    return findView(ctx, id)
  }
}

export async function updateView(ctx: Ctx, { view: id, ...changes }: UpdateViewInput): Promise<SavedView> {
  const { project, view } = await requireOwnView(ctx, id)
  const isShared = changes.isShared ?? view.isShared
  const isDefault = changes.isDefault ?? view.isDefault
  if (isShared || isDefault) await findProjectRef(ctx, toPath(project), 'member')
  if (isDefault && !isShared) {
    throw invalid([
      {
        path: 'isDefault',
        line: null,
        found: 'a personal view',
        allowed: 'a shared view; share it first, or choose another default before making it personal',
      },
    ])
  }
  const name = changes.name === undefined ? undefined : storableText(changes.name)
  await transaction(ctx.db, async (tx) => {
    if (changes.isDefault === true) {
      // Two who choose a default at once take turns, so that one is left.
      await lock(tx, `default view ${project.id}`)
      await store.clearDefault(tx, project.id)
    }
    await store.updateView(tx, view.storageId, { ...changes, name }, ctx.now())
  })
  announce(project)
  return findView(ctx, id)
}

export async function deleteView(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const { project, view } = await requireOwnView(ctx, id)
  await store.deleteView(ctx.db, view.storageId)
  announce(project)
  return {}
}

type Found = { project: ProjectRef; view: store.StoredViewDetail }

async function requireView(ctx: Ctx, id: string): Promise<Found> {
  const view = await store.findView(ctx.db, id, ctx.actor.userId)
  if (view === null) throw notFound('view', id)
  const project = await projectRefById(ctx, view.projectId, 'viewer').catch(() => null)
  // Of a project that the actor may not see nothing is said.
  if (project === null) throw notFound('view', id)
  return { project, view }
}

async function requireOwnView(ctx: Ctx, id: string): Promise<Found> {
  const found = await requireView(ctx, id)
  if (mayChange(ctx, found.project, found.view)) return found
  throw new DomainError(
    'FORBIDDEN',
    `The view "${found.view.name}" is ${found.view.owner}'s. Save your arrangement as a view of your own.`,
  )
}

function mayChange(ctx: Ctx, project: ProjectRef, view: store.StoredView): boolean {
  return view.ownerId === ctx.actor.userId || hasRole(ctx.actor, project.entity, 'owner')
}

function toView(ctx: Ctx, project: ProjectRef, view: store.StoredView): SavedView {
  const { id, name, owner, isShared, isDefault, updatedAt } = view
  return {
    id,
    name,
    owner,
    isShared,
    isDefault,
    isMine: mayChange(ctx, project, view),
    updatedAt: updatedAt.toISOString(),
  }
}

function toPath({ entity, name }: ProjectRef): ProjectPath {
  return { entity, project: name }
}

function announce(project: ProjectRef): void {
  publish({ kind: 'view', projectId: project.id, id: project.id, sweepId: null })
}
