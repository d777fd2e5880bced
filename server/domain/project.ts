/** A project: a named set of runs and sweeps that belongs to an entity. */
import { z } from 'zod'
import { entityNameSchema, projectNameSchema } from './ids'

export const projectSchema = z.object({
  entity: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  runCount: z.int(),
  runningCount: z.int(),
  sweepCount: z.int(),
  lastActivityAt: z.iso.datetime().nullable(),
})
export type Project = z.infer<typeof projectSchema>

export const createProjectInputSchema = z.object({ entity: entityNameSchema, project: projectNameSchema })
