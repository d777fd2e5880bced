/** `sweepboard agent`: runs the sweep's command for every configuration that the server hands out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { JsonObject } from '~/server/domain/json'
import { type AgentPlace, AgentSession, type ClaimedRun } from './agent-session'
import { type Client, createClient } from './client'
import { commandTokens } from './command'
import { processGroup } from './environment/machine'
import { commandMetadata } from './environment/metadata'
import { startRun, wantedEnvironment } from './init'
import { type ProgramEnd, runProgram } from './program'
import { type Settings, spoolFolder } from './settings'
import { syncSpool } from './sync'

export type ProgramAgentOptions = {
  place: AgentPlace
  count: number | null
  name?: string
  /** Aborted by the first signal: the program is ended, then the agent. */
  signal: AbortSignal
  say(sentence: string): void
}

/** Number of runs whose program failed. */
export async function programAgent(settings: Settings, options: ProgramAgentOptions): Promise<number> {
  const { place, count, name, signal, say } = options
  const client = createClient(settings)
  await syncSpool(client, spoolFolder(), settings)
  const session = await AgentSession.open({ url: settings.url, client, place, host: hostname(), name })
  const { sweepName, project, sweepUrl } = session.registered
  say(`Agent of ${sweepName === null ? `project ${project}` : `sweep ${sweepName}`}: ${sweepUrl}`)
  let failedCount = 0
  try {
    for (let runCount = 0; count === null || runCount < count; ) {
      const next = await session.next({ waitMs: 20_000, signal, needsProgram: true })
      if (next.kind === 'wait') continue
      if (next.kind !== 'run') {
        say(`No more runs: ${next.reason}.`)
        break
      }
      runCount++
      say(`Run ${next.name}: ${JSON.stringify(next.config)}`)
      const end = await runOnce(settings, client, session, { claimed: next, signal })
      if (end.exitCode !== 0) failedCount++
      say(`Run ${next.name} ended with exit code ${end.exitCode}${end.reason === null ? '' : ` (${end.reason})`}.`)
      await syncSpool(client, spoolFolder(), settings)
    }
  } finally {
    await session.leave()
  }
  return failedCount
}

async function runOnce(
  settings: Settings,
  client: Client,
  session: AgentSession,
  { claimed, signal }: { claimed: ClaimedRun; signal: AbortSignal },
): Promise<ProgramEnd> {
  const { entity, project } = session.registered
  // The sweep's, as it is by now: its config may have been edited since the agent came.
  const { program } = claimed
  const files = writeConfig(claimed)
  const tokens = tokensOf(claimed, files)
  let group: number | null = null
  const started = async () =>
    startRun<JsonObject>(settings, client, {
      input: {
        entity,
        project,
        run: claimed.run,
        resume: 'allow',
        program,
        metadata: commandMetadata(tokens, program),
      },
      environment: { ...wantedEnvironment(), processFacts: async () => (group === null ? null : processGroup(group)) },
      sweep: claimed.sweep,
      isHeldByAgent: true,
      isConsoleCaptured: false,
    })
  try {
    return await session.hold(claimed, async (ordered) => {
      const run = await started()
      const end = await runProgram({
        tokens,
        onStart: (pid) => {
          group = pid
        },
        env: environment(settings, session, claimed, files.yaml),
        signal: AbortSignal.any([signal, ordered, run.signal]),
        onPrint: (chunk, stream) => run.print(chunk, stream),
      })
      // An agent that is ended is no fault of the run: it goes back to the sweep, which gives it to another.
      if (signal.aborted) await run.detach()
      else await run.finish({ ...end, reason: reasonOf(ordered) ?? reasonOf(run.signal) ?? end.reason })
      return end
    })
  } finally {
    rmSync(files.folder, { recursive: true, force: true })
  }
}

function tokensOf({ command, program, config }: ClaimedRun, files: ConfigFiles): string[] {
  const isWindows = process.platform === 'win32'
  return commandTokens({ command, program, config, configPath: files.json, env: process.env, isWindows })
}

/** Why a signal was aborted; null when it was not. */
function reasonOf(signal: AbortSignal): string | null {
  if (!signal.aborted) return null
  return signal.reason instanceof Error ? signal.reason.message : 'stopped'
}

type ConfigFiles = { folder: string; json: string; yaml: string }

/** The config as `${args_json_file}` and as WANDB_SWEEP_PARAM_PATH name it. */
function writeConfig({ config }: ClaimedRun): ConfigFiles {
  const folder = mkdtempSync(join(tmpdir(), 'sweepboard-'))
  const files = { folder, json: join(folder, 'config.json'), yaml: join(folder, 'config.yaml') }
  writeFileSync(files.json, JSON.stringify(config))
  const wrapped = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }]))
  writeFileSync(files.yaml, stringify({ wandb_version: 1, ...wrapped }))
  return files
}

/** So that `init` in the program, ours or wandb's, takes up this run on this server. */
function environment(
  { url, key }: Settings,
  { registered }: AgentSession,
  claimed: ClaimedRun,
  paramPath: string,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    SWEEPBOARD_URL: url,
    SWEEPBOARD_API_KEY: key,
    SWEEPBOARD_ENTITY: registered.entity,
    SWEEPBOARD_PROJECT: registered.project,
    SWEEPBOARD_SWEEP_ID: claimed.sweep,
    SWEEPBOARD_RUN_ID: claimed.run,
    SWEEPBOARD_CONSOLE: 'agent',
    WANDB_BASE_URL: url,
    WANDB_API_KEY: key,
    WANDB_ENTITY: registered.entity,
    WANDB_PROJECT: registered.project,
    WANDB_SWEEP_ID: claimed.sweep,
    WANDB_RUN_ID: claimed.run,
    WANDB_SWEEP_PARAM_PATH: paramPath,
    // Python buffers what it prints to a pipe; the page should show it as it comes.
    PYTHONUNBUFFERED: process.env.PYTHONUNBUFFERED ?? '1',
  }
}
