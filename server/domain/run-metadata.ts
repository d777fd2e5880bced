/**
 * How a run's program was started and on what: what is needed to run it again, and to understand its speed. Keys are
 * those of the wandb client's wandb-metadata.json where it has one. Writers may add any other; readers take what they
 * understand and leave the rest.
 */
import { z } from 'zod'
import { type JsonObject, jsonObjectSchema } from './json'

const METADATA_BYTES_MAX = 1024 * 1024

/** As it is written. */
export const givenMetadataSchema = jsonObjectSchema.refine(
  (value) => JSON.stringify(value).length <= METADATA_BYTES_MAX,
  { error: `at most ${METADATA_BYTES_MAX} characters` },
)

/** What cannot be read is left out, so that one odd field does not hide the others. */
const text = z.string().min(1).optional().catch(undefined)
/** The client writes large numbers as text. */
const number = z.coerce.number().positive().optional().catch(undefined)

const gitSchema = z
  .object({
    remote: text,
    commit: text,
    branch: text,
    /** Tracked files differ from the commit; the difference is the run's file `diff.patch`. */
    dirty: z.boolean().optional().catch(undefined),
    /** Files that git does not know: they are in no patch. */
    untrackedCount: number,
    /** Folder inside the repository in which the program was started. */
    prefix: text,
    /** False where the difference was too large to be kept. */
    hasPatch: z.boolean().optional().catch(undefined),
  })
  .optional()
  .catch(undefined)

export const runMetadataSchema = z.object({
  os: text,
  python: text,
  node: text,
  cudaVersion: text,
  startedAt: text,
  /** The script, as it was named. */
  program: text,
  /** The script inside its repository. */
  codePath: text,
  executable: text,
  /** Options of the executable itself, before the script. */
  execArgs: z.array(z.string()).optional().catch(undefined),
  args: z.array(z.string()).optional().catch(undefined),
  /** The whole command, where an agent started it. */
  command: z.array(z.string()).optional().catch(undefined),
  /** Folder in which the program was started. */
  root: text,
  host: text,
  username: text,
  docker: text,
  cpu_count: number,
  cpu_count_logical: number,
  cpu: z.object({ model: text }).optional().catch(undefined),
  gpu: text,
  gpu_count: number,
  gpu_nvidia: z
    .array(z.object({ name: text, memoryTotal: number }))
    .optional()
    .catch(undefined),
  /** In bytes. */
  memory: z.object({ total: number }).optional().catch(undefined),
  git: gitSchema,
})
export type RunMetadata = z.infer<typeof runMetadataSchema>

export function readMetadata(written: JsonObject): RunMetadata {
  return runMetadataSchema.parse(written)
}

/** Name of the run's file that holds what was changed and not committed. */
export const PATCH_FILE = 'diff.patch'
