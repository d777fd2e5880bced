/** Runs in groups by the values of columns, one level at a time: inside a group, the next column groups its runs again. */
import { z } from 'zod'
import { storageIdSchema } from './ids'
import { type Json, jsonSchema } from './json'
import { runColumnSchema } from './run-column'
import { runQuestionSchema, runSortSchema } from './run-list'
import { runStateSchema } from './run-state'

export const GROUP_LEVELS_MAX = 5

export const listGroupsInputSchema = runQuestionSchema.extend({
  /** From the outside in; none at all is one group of all runs. */
  groupBy: z.array(runColumnSchema).max(GROUP_LEVELS_MAX).default([]),
  /** Values of the outer columns, as groups of the levels above gave them: which group is opened. */
  within: z
    .array(jsonSchema)
    .max(GROUP_LEVELS_MAX - 1)
    .default([]),
  /** By all columns at once: the innermost groups, whose value is the list of their values. */
  isFlat: z.boolean().default(false),
  /** How many runs of each group are named, the newest first. */
  members: z.int().min(0).max(1000).default(0),
  /** Of which columns the numbers are summed up. */
  columns: z.array(runColumnSchema).max(40).default([]),
  /** The first decides: the column of the groups by their value, creation by the newest run, any other by its mean. */
  sort: z.array(runSortSchema).min(1).max(4).optional(),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(200).default(50),
})
export type ListGroupsInput = z.infer<typeof listGroupsInputSchema>

/** Over the runs that have a finite number; the deviation is that of a sample, null for a single run. */
export const numberFactsSchema = z.object({
  count: z.int(),
  mean: z.number().nullable(),
  deviation: z.number().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
})
export type NumberFacts = z.infer<typeof numberFactsSchema>

export const runGroupSchema = z.object({
  /** Names the group in the state of a workspace: for its eye, its colour, and whether it is open. */
  key: z.string(),
  /** Null: runs without a value. Times are grouped by day. */
  value: jsonSchema,
  /** What people call it, where that is another text than the value. */
  label: z.string().nullable(),
  /** Lets through the runs of this group among those of the groups that it is in. */
  filter: z.string(),
  count: z.int(),
  states: z.partialRecord(runStateSchema, z.int()),
  facts: z.record(z.string(), numberFactsSchema),
  /** Storage ids of as many runs as were asked for. */
  members: z.array(storageIdSchema),
})
export type RunGroup = z.infer<typeof runGroupSchema>

export const runGroupsSchema = z.object({ total: z.int(), offset: z.int(), groups: z.array(runGroupSchema) })
export type RunGroups = z.infer<typeof runGroupsSchema>

const KEY_CHARS_MAX = 100

/** Short enough for an address; long values are told apart by a hash at the end. */
export function groupKey(values: readonly Json[]): string {
  const text = JSON.stringify(values)
  if (text.length <= KEY_CHARS_MAX) return text
  let hash = 0xcbf29ce484222325n
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n)
  }
  return `${text.slice(0, KEY_CHARS_MAX - 20)}…${hash.toString(36)}`
}
