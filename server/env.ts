/**
 * Settings from the environment, validated once at start with every problem reported at once. Nothing else reads
 * `process.env`, so this file is also the list of what can be set (docs/self-hosting.md repeats it for people).
 */
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'

const flag = z.enum(['on', 'off', 'true', 'false', '1', '0']).transform((word) => ['on', 'true', '1'].includes(word))

const schema = z.object({
  /** That PostgreSQL is used; without it one is started in the data directory. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'an address such as postgresql://user:password@host:5432/name')
    .optional(),
  SWEEPBOARD_DATA: z.string().min(1).default('.sweepboard'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Address as users reach it, when a proxy stands before the server. */
  SWEEPBOARD_BASE_URL: z.url().optional(),
  /** Needed on any address but loopback; at least 32 characters that were set by hand. */
  SWEEPBOARD_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  SWEEPBOARD_OWNER: z.string().default('owner'),
  SWEEPBOARD_AGENT_SILENCE_MS: z.coerce.number().int().min(1000).default(60_000),
  SWEEPBOARD_RUN_SILENCE_MS: z.coerce.number().int().min(1000).default(300_000),
  SWEEPBOARD_SUGGESTION_REPEATS: z.coerce.number().int().min(0).default(2),
  SWEEPBOARD_AGENT_FAILURES: z.coerce.number().int().min(1).default(3),
  SWEEPBOARD_DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(500).default(20),
  SWEEPBOARD_BODY_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(32 * 1024 * 1024),
  /** Largest file of a run. */
  SWEEPBOARD_FILE_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(16 * 1024 ** 3),
  /** How long deleted runs lie in the trash; 0 keeps them until somebody empties it. */
  SWEEPBOARD_TRASH_DAYS: z.coerce.number().int().min(0).max(36_500).default(30),
  SWEEPBOARD_JOBS: flag.default(true),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export type Env = {
  databaseUrl: string | null
  dataDir: string
  host: string
  port: number
  baseUrl: string | null
  secret: string | null
  ownerName: string
  agentSilenceMsMax: number
  runSilenceMsMax: number
  suggestionRepeatsMax: number
  agentFailuresMax: number
  databaseConnectionsMax: number
  bodyBytesMax: number
  fileBytesMax: number
  trashDays: number
  jobs: boolean
  logLevel: string
}

let cached: Env | null = null

export function env(): Env {
  cached ??= readEnv(process.env)
  return cached
}

/** Throws one error that lists every setting that is wrong. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(set)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = issue.path.join('.')
      return `  ${name}: found "${String(set[name] ?? '')}", allowed: ${issue.message}`
    })
    throw new Error(`The settings in the environment cannot be used:\n${lines.join('\n')}`)
  }
  const e = parsed.data
  return {
    databaseUrl: e.DATABASE_URL ?? null,
    dataDir: resolve(e.SWEEPBOARD_DATA.replace(/^~(?=\/)/, homedir())),
    host: e.HOST,
    port: e.PORT,
    baseUrl: e.SWEEPBOARD_BASE_URL?.replace(/\/+$/, '') ?? null,
    secret: e.SWEEPBOARD_SECRET ?? null,
    ownerName: e.SWEEPBOARD_OWNER,
    agentSilenceMsMax: e.SWEEPBOARD_AGENT_SILENCE_MS,
    runSilenceMsMax: e.SWEEPBOARD_RUN_SILENCE_MS,
    suggestionRepeatsMax: e.SWEEPBOARD_SUGGESTION_REPEATS,
    agentFailuresMax: e.SWEEPBOARD_AGENT_FAILURES,
    databaseConnectionsMax: e.SWEEPBOARD_DATABASE_CONNECTIONS,
    bodyBytesMax: e.SWEEPBOARD_BODY_BYTES,
    fileBytesMax: e.SWEEPBOARD_FILE_BYTES,
    trashDays: e.SWEEPBOARD_TRASH_DAYS,
    jobs: e.SWEEPBOARD_JOBS,
    logLevel: e.LOG_LEVEL,
  }
}
