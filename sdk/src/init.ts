/** Starts a run, or takes up the one that an agent handed to this program. */
import { hostname } from 'node:os'
import { type JsonObject, storableObject } from '~/server/domain/json'
import type { StartRunInput } from '~/server/domain/run'
import { ask, type Client, createClient } from './client'
import { ownMetadata } from './environment/metadata'
import { plainObject } from './plain-json'
import { type Environment, Run } from './run'
import { findSettings, type Settings, spoolFolder } from './settings'
import { syncSpool } from './sync'

export type InitOptions<Config extends object> = {
  /** Made on the fly; `uncategorized` when there is none. */
  project?: string
  /** The key's own entity when there is none. */
  entity?: string
  /** The run's inputs. In a sweep these are defaults: what the search chose wins. */
  config?: Config
  name?: string
  /** With `resume`, to go on with a run: `allow` takes it up when it exists, `must` refuses when it does not. */
  id?: string
  resume?: 'allow' | 'must' | 'never'
  tags?: string[]
  group?: string
  notes?: string
  /** Keep what the program prints; on unless an agent does so already. */
  console?: boolean
  /** Read the machine every 15 seconds: processor, memory, disk, network, graphics cards. On when not said otherwise. */
  systemMetrics?: boolean
  /** Keep commit, branch and what is changed and not committed. On when not said otherwise. */
  git?: boolean
}

export async function init<Config extends object = JsonObject>(
  options: InitOptions<Config> = {},
): Promise<Run<Config>> {
  const settings = findSettings()
  const client = createClient(settings)
  await syncSpool(client, spoolFolder(), settings)
  const { SWEEPBOARD_RUN_ID: run, SWEEPBOARD_PROJECT: project, SWEEPBOARD_ENTITY: entity } = process.env
  const sweep = process.env.SWEEPBOARD_SWEEP_ID ?? null
  const { config, console: isConsoleWanted, id, systemMetrics, git, ...rest } = options
  return startRun(settings, client, {
    input: {
      ...rest,
      project: project || options.project || 'uncategorized',
      entity: entity || options.entity,
      run: run || id,
      resume: run ? 'allow' : options.resume,
      program: process.argv[1],
      metadata: ownMetadata(),
    },
    environment: wantedEnvironment({ systemMetrics, git }),
    defaults: config,
    sweep,
    isHeldByAgent: Boolean(run),
    isConsoleCaptured: isConsoleWanted ?? process.env.SWEEPBOARD_CONSOLE !== 'agent',
  })
}

/** The program's word counts before the environment's. */
export function wantedEnvironment(options: { systemMetrics?: boolean; git?: boolean } = {}): Environment {
  return {
    isGitWanted: options.git ?? process.env.SWEEPBOARD_GIT !== 'off',
    isSystemWanted: options.systemMetrics ?? process.env.SWEEPBOARD_SYSTEM_METRICS !== 'off',
  }
}

export type StartOptions<Config extends object> = {
  input: StartRunInput
  defaults?: Config
  sweep: string | null
  isHeldByAgent: boolean
  isConsoleCaptured: boolean
  environment: Environment
}

export async function startRun<Config extends object>(
  settings: Settings,
  client: Client,
  { input, defaults, ...parts }: StartOptions<Config>,
): Promise<Run<Config>> {
  const own = storableObject(plainObject(defaults ?? {}))
  // A run of a sweep has its config already, and a default of the program must not write over it.
  const config = parts.sweep === null ? own : null
  const started = await ask(settings.url, client.runs.start.mutate({ host: hostname(), ...input, config }))
  const merged = { ...own, ...started.config }
  if (parts.sweep !== null && Object.keys(own).some((key) => !Object.hasOwn(started.config, key))) {
    await ask(settings.url, client.runs.update.mutate({ storageId: started.storageId, config: merged }))
  }
  return new Run<Config>({ settings, client, started, ...parts }, { ...defaults, ...merged } as Config)
}
