/**
 * The identifiers of the system, and the only place that makes them.
 *
 * A thing that a person can link to has a short public id (eight characters, as the wandb SDK makes them) and,
 * inside, a uuid called its storage id. URLs carry the first, requests of agents the second, so that a rename or a
 * second project with the same run id can never send data to the wrong place.
 */
import { z } from 'zod'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Characters that would break a URL or a path; the same set that the wandb client refuses in a run id. */
const RUN_ID_FORBIDDEN = /[:;,#?/'\\%\p{Cc}]/u

export const storageIdSchema = z.uuid()

export const runIdSchema = z
  .string()
  .min(1)
  .max(128)
  .refine((id) => !RUN_ID_FORBIDDEN.test(id) && id.trim() === id, {
    error: `a run id has 1 to 128 characters without : ; , # ? / \\ % ' and no blank at either end`,
  })

export const sweepIdSchema = z.string().regex(/^[a-z0-9]{8}$/, { error: 'a sweep id has 8 characters of a-z and 0-9' })

/** First path segments that pages and protocols use; an entity of that name could not be reached. */
export const RESERVED_ENTITY_NAMES: readonly string[] = [
  '_next',
  'api',
  'files',
  'graphql',
  'healthz',
  'metrics',
  'readyz',
  'sdk',
  'settings',
  'shared',
  'sign-in',
]

export const entityNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, {
    error:
      'an entity name has 1 to 64 letters, digits, dots, dashes and underscores, and starts with a letter or digit',
  })
  .refine((name) => !RESERVED_ENTITY_NAMES.includes(name.toLowerCase()), {
    error: 'that name is used by the server itself; choose another',
  })

export const projectNameSchema = z
  .string()
  .min(1)
  .max(128)
  .refine((name) => !/[/\\#?%:\p{Cc}]/u.test(name) && name.trim() === name, {
    error: 'a project name has 1 to 128 characters without / \\ # ? % : and no blank at either end',
  })

/** Eight characters from a source of random bytes; about 2.8e12 possibilities, uniqueness is the database's duty. */
export function shortId(randomBytes: (count: number) => Uint8Array): string {
  let id = ''
  while (id.length < 8) {
    for (const byte of randomBytes(16)) {
      // 252 is the largest multiple of 36 in a byte: what lies above would favour the first letters.
      if (byte < 252 && id.length < 8) id += ALPHABET[byte % 36]
    }
  }
  return id
}

/** Where a project is: the two path segments of its page. */
export const projectPathSchema = z.object({ entity: z.string().min(1).max(64), project: z.string().min(1).max(128) })
export type ProjectPath = z.infer<typeof projectPathSchema>

export const runPathSchema = projectPathSchema.extend({ run: z.string().min(1).max(128) })
export type RunPath = z.infer<typeof runPathSchema>

/** Sweep ids are unique on a server, so a sweep is found by its id alone. */
export const sweepRefSchema = z.object({ sweep: sweepIdSchema })
