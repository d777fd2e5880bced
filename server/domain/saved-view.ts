/** A workspace that somebody arranged and kept: for themselves, or for everybody in the project. */
import { z } from 'zod'
import { projectPathSchema } from './ids'
import { workspaceStateSchema } from './view'

export const viewIdSchema = z.string().regex(/^[a-z0-9]{8}$/, { error: 'a view id has 8 characters of a-z and 0-9' })
export const viewNameSchema = z.string().trim().min(1, 'a name').max(100)

export const savedViewSchema = z.object({
  id: viewIdSchema,
  name: z.string(),
  owner: z.string(),
  /** Seen by everybody who sees the project; else by its owner alone. */
  isShared: z.boolean(),
  /** What the project opens with. */
  isDefault: z.boolean(),
  /** Whether who asks may change it. */
  isMine: z.boolean(),
  updatedAt: z.iso.datetime(),
})
export type SavedView = z.infer<typeof savedViewSchema>

export const savedViewDetailSchema = savedViewSchema.extend({ content: workspaceStateSchema })
export type SavedViewDetail = z.infer<typeof savedViewDetailSchema>

export const createViewInputSchema = projectPathSchema.extend({
  name: viewNameSchema,
  isShared: z.boolean().default(false),
  content: workspaceStateSchema,
})
export type CreateViewInput = z.infer<typeof createViewInputSchema>

/** What is absent stays. A default view is a shared one: it is what others find. */
export const updateViewInputSchema = z.object({
  view: viewIdSchema,
  name: viewNameSchema.optional(),
  isShared: z.boolean().optional(),
  isDefault: z.boolean().optional(),
  content: workspaceStateSchema.optional(),
})
export type UpdateViewInput = z.infer<typeof updateViewInputSchema>

export const viewRefSchema = z.object({ view: viewIdSchema })
