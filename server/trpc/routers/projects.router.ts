import { z } from 'zod'
import { projectPathSchema } from '~/server/domain/ids'
import { createProjectInputSchema, projectSchema } from '~/server/domain/project'
import * as projects from '~/server/projects/project.service'
import { procedure, router } from '../init'

export const projectsRouter = router({
  /** Of one entity, or of all that the actor belongs to; latest activity first. */
  list: procedure
    .input(z.object({ entity: z.string().nullish() }))
    .output(projectSchema.array())
    .query(({ ctx, input }) => projects.listProjects(ctx, input.entity ?? null)),
  byName: procedure
    .input(projectPathSchema)
    .output(projectSchema.extend({ storageId: z.uuid() }))
    .query(({ ctx, input }) => projects.findProject(ctx, input)),
  create: procedure
    .input(createProjectInputSchema)
    .output(projectSchema)
    .mutation(({ ctx, input }) => projects.createProject(ctx, input)),
})
