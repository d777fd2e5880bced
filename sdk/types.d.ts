/**
 * What the package `sweepboard` offers, for TypeScript. Written by hand, because declarations made from the sources
 * would carry the server's; `src/types.test.ts` holds the two together.
 */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export type RunUpdate = {
  name?: string
  notes?: string
  tags?: string[]
  group?: string
  /** Merged into what is there. */
  config?: Record<string, unknown>
}

/** A run, as the program that is tracked holds it. It ends with `finish`, with the program, or with a stop from the page. */
export interface Run<Config extends object = JsonObject> {
  readonly id: string
  readonly name: string
  readonly entity: string
  readonly project: string
  /** Id of the sweep that it belongs to. */
  readonly sweep: string | null
  readonly url: string
  /** What the run was started with; in a sweep, the values that the search chose over the program's defaults. */
  readonly config: Config
  /** The last value of each key. What is written here beside them is kept. */
  readonly summary: JsonObject
  /** Aborted when a person or an early-termination rule asks this run to end; the reason is an Error that says why. */
  readonly signal: AbortSignal
  readonly stopRequested: boolean
  /** One row of history. Returns at once and never throws; the step counts up by itself when none is given. */
  log(row: Record<string, unknown>, options?: { step?: number }): void
  /** Changes what people wrote about the run. */
  update(change: RunUpdate): Promise<void>
  /** Sends what is left and ends the run: `finished` with exit code 0, else `failed`. */
  finish(options?: { exitCode?: number; reason?: string }): Promise<void>
}

export type InitOptions<Config extends object = JsonObject> = {
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
}

export function init<Config extends object = JsonObject>(options?: InitOptions<Config>): Promise<Run<Config>>

export type SweepOptions = {
  /** Where the config has no `project` of its own. */
  project?: string
  entity?: string
  /** Earlier runs to learn from: `run` of the sweep's own project, `project/run`, or `entity/project/run`. */
  priorRuns?: string[]
}

/** The new sweep's id. Throws with every problem of the config at once. */
export function sweep(config: object | string, options?: SweepOptions): Promise<string>

export type AgentOptions = {
  /** Most runs that this agent makes; no end when there is none. */
  count?: number
  /** Shown on the page beside the host. */
  name?: string
  /** Ends the agent after the run in hand. */
  signal?: AbortSignal
}

export type AgentResult = { runCount: number; failedCount: number; reason: string }

/** Trains for one sweep, or several in turn, until they are over. `train` must await now and then, or heartbeats stop. */
export function agent<Config extends object = JsonObject>(
  sweeps: string | readonly string[],
  train: (run: Run<Config>) => Promise<void> | void,
  options?: AgentOptions,
): Promise<AgentResult>
