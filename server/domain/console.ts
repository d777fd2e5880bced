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

/** CSI sequences, OSC sequences (titles, links), and lone escapes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this removes
const STEERING = /\u001b\[[0-9;:?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b./g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** What a reader sees of a line: its last writing, without what steers a terminal. */
export function plainText(line: string): string {
  return lastWriting(line).replace(STEERING, '').replace(CONTROLS, '')
}

/** Of a line that rewrites itself with carriage returns the last writing counts. */
export function lastWriting(line: string): string {
  const writings = line.replace(/[\r\n]+$/, '').split('\r')
  return writings.findLast((writing) => writing !== '') ?? ''
}

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

/** Numbers are asked for and not lines: a reader goes from match to match in the whole, and reads what is in sight. */
export const findLinesInputSchema = z.object({
  storageId: storageIdSchema,
  /** In any case; what steers a terminal's colours does not count. */
  search: z.string().min(1).max(200),
  from: z.int().min(0).default(0),
})
export type FindLinesInput = z.infer<typeof findLinesInputSchema>

export const foundLinesSchema = z.object({
  numbers: z.array(z.int()),
  /** There are more: these are the first ones. */
  isCut: z.boolean(),
  lineCount: z.int(),
})
export type FoundLines = z.infer<typeof foundLinesSchema>

export const consolePageSchema = z.object({
  lines: z.array(consoleLineSchema),
  lineCount: z.int(),
  matchCount: z.int(),
})
export type ConsolePage = z.infer<typeof consolePageSchema>
