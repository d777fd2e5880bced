/** Reports: written by members of the project, read by all who see it. */
import { randomBytes } from 'node:crypto'
import type { Ctx } from '~/server/context'
import type { Role } from '~/server/domain/account'
import { DomainError, notFound } from '~/server/domain/errors'
import { type ProjectPath, shortId } from '~/server/domain/ids'
import { storableJson, storableText } from '~/server/domain/json'
import {
  type CreateReportInput,
  type Report,
  type ReportContent,
  type ReportSummary,
  reportContentSchema,
  type UpdateReportInput,
} from '~/server/domain/report'
import { publish } from '~/server/live/publish'
import { findProjectRef, type ProjectRef, projectRefById } from '~/server/projects/project.service'
import * as store from './report.store'

export async function listReports(ctx: Ctx, path: ProjectPath): Promise<ReportSummary[]> {
  const project = await findProjectRef(ctx, path)
  return (await store.listReports(ctx.db, project.id)).map(toSummary)
}

export async function findReport(ctx: Ctx, id: string): Promise<Report> {
  const { project, report } = await requireReport(ctx, id, 'viewer')
  return toReport(project, report)
}

export async function createReport(ctx: Ctx, input: CreateReportInput): Promise<Report> {
  const project = await findProjectRef(ctx, input, 'member')
  const report = {
    projectId: project.id,
    title: storableText(input.title),
    content: storableContent(input.content),
    by: ctx.actor.username,
    now: ctx.now(),
  }
  for (;;) {
    const id = shortId(randomBytes)
    if (!(await store.insertReport(ctx.db, { ...report, id }))) continue
    announce(project)
    return findReport(ctx, id)
  }
}

/** Refused with CONFLICT when somebody else changed the report meanwhile; what was written is then still the writer's. */
export async function updateReport(ctx: Ctx, input: UpdateReportInput): Promise<Report> {
  const { project, report } = await requireReport(ctx, input.report, 'member')
  const isDone = await store.updateReport(ctx.db, {
    storageId: report.storageId,
    version: input.version,
    title: input.title === undefined ? undefined : storableText(input.title),
    content: input.content === undefined ? undefined : storableContent(input.content),
    by: ctx.actor.username,
    now: ctx.now(),
  })
  if (!isDone) {
    const now = await requireReport(ctx, input.report, 'member')
    throw new DomainError(
      'CONFLICT',
      `${now.report.updatedBy} changed this report meanwhile: it has version ${now.report.version}, your change was made on ${input.version}. Read it again and repeat your change.`,
    )
  }
  announce(project)
  return findReport(ctx, input.report)
}

export async function deleteReport(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const { project, report } = await requireReport(ctx, id, 'member')
  await store.deleteReport(ctx.db, report.storageId)
  announce(project)
  return {}
}

type Found = { project: ProjectRef; report: store.StoredReportDetail }

/** Of a report in a project that the actor may not see nothing is said. */
export async function requireReport(ctx: Ctx, id: string, role: Role): Promise<Found> {
  const report = await store.findReport(ctx.db, id)
  if (report === null) throw notFound('report', id)
  const project = await projectRefById(ctx, report.projectId, 'viewer').catch(() => null)
  if (project === null) throw notFound('report', id)
  if (role !== 'viewer') await projectRefById(ctx, report.projectId, role)
  return { project, report }
}

function storableContent(content: ReportContent): ReportContent {
  return reportContentSchema.parse(storableJson(content))
}

function toSummary(report: store.StoredReport): ReportSummary {
  return {
    id: report.id,
    title: report.title,
    createdBy: report.createdBy,
    updatedBy: report.updatedBy,
    createdAt: report.createdAt.toISOString(),
    updatedAt: report.updatedAt.toISOString(),
    publishedAt: report.publishedAt?.toISOString() ?? null,
  }
}

function toReport(project: ProjectRef, report: store.StoredReportDetail): Report {
  return {
    ...toSummary(report),
    storageId: report.storageId,
    entity: project.entity,
    project: project.name,
    version: report.version,
    content: report.content,
  }
}

function announce(project: ProjectRef): void {
  publish({ kind: 'report', projectId: project.id, id: project.id, sweepId: null })
}
