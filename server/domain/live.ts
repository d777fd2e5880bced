/**
 * Hints: what changed, never the data. A hint is at most 200 bytes, because PostgreSQL's NOTIFY carries it, and may be
 * lost or come twice; who receives one asks for what it shows.
 */
import { z } from 'zod'

export const hintSchema = z.object({
  kind: z.enum(['run', 'history', 'console', 'files', 'sweep', 'agent', 'view', 'report', 'project']),
  /** Storage id of the project it happened in. */
  projectId: z.uuid(),
  /** Storage id of the thing: the run for run, history, console and files; the sweep for sweep and agent; the project for all else. */
  id: z.uuid(),
  /** The sweep that a run belongs to, so that a sweep page need not look it up. */
  sweepId: z.uuid().nullable(),
})
export type Hint = z.infer<typeof hintSchema>
