/**
 * What a run printed. Lines are addressed by number and may be written again: a progress bar is one line that
 * changes. A line that was never written between two that were is an empty line.
 */
import { z } from 'zod'
import { storageIdSchema } from './ids'

export const CONSOLE_LINES_MAX = 10_000

export const consoleLineSchema = z.object({
  number: z.int().min(0),
  text: z.string(),
  stream: z.enum(['stdout', 'stderr']),
  /** Null when the writer gave none. */
  time: z.iso.datetime().nullable(),
})
export type ConsoleLine = z.infer<typeof consoleLineSchema>

export const writeConsoleInputSchema = z.object({
  storageId: storageIdSchema,
  offset: z.int().min(0),
  lines: z
    .array(
      z.object({
        text: z.string().max(1024 * 1024),
        stream: z.enum(['stdout', 'stderr']).default('stdout'),
        time: z.iso.datetime().nullish(),
      }),
    )
    .max(CONSOLE_LINES_MAX),
})
export type WriteConsoleInput = z.infer<typeof writeConsoleInputSchema>

export const consolePageInputSchema = z.object({
  storageId: storageIdSchema,
  /** First line wanted; null asks for the last `limit` lines. */
  from: z.int().min(0).nullish(),
  limit: z.int().min(1).max(5000).default(500),
  /** Only lines that contain this text, case-insensitive. */
  search: z.string().max(200).default(''),
})
export type ConsolePageInput = z.infer<typeof consolePageInputSchema>

export const consolePageSchema = z.object({
  lines: z.array(consoleLineSchema),
  lineCount: z.int(),
  matchCount: z.int(),
})
export type ConsolePage = z.infer<typeof consolePageSchema>
