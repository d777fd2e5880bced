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
  /**
   * One row of history: numbers, text, and what `image`, `table`, `histogram` and the like made. Returns at once and never
   * throws; the step counts up by itself when none is given.
   */
  log(row: Record<string, unknown>, options?: { step?: number }): void
  /**
   * Saves a file with the run, under its path from the working folder or the one that is given. Resolves once the file
   * may be changed again (above 256 MB it is sent from where it lies); it is sent in the background.
   */
  saveFile(path: string, options?: { as?: string }): Promise<void>
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
  /** Read the machine every 15 seconds: processor, memory, disk, network, graphics cards. On when not said otherwise. */
  systemMetrics?: boolean
  /** Keep commit, branch and what is changed and not committed. On when not said otherwise. */
  git?: boolean
}

export function init<Config extends object = JsonObject>(options?: InitOptions<Config>): Promise<Run<Config>>

/** Something to show: logged as a value of a row, alone or as a list of its kind. */
export interface Media {
  readonly toJson: unknown
}

export type Pixels = {
  width: number
  height: number
  /** Row by row, 0 to 255; one value a pixel is grey, three are red, green and blue, four have opacity too. */
  data: ArrayLike<number>
}

/** From a file, from the bytes of one, or from pixels. Throws where it is no image that a browser shows. */
export function image(source: string | Uint8Array | Pixels, options?: { caption?: string }): Media

/** Cells may be numbers, text, anything JSON, and images. Throws where a row is not as long as the columns. */
export function table(content: { columns: readonly string[]; rows: readonly (readonly unknown[])[] }): Media

/** Counts of bins between edges, which are one more. */
export type Bins = { counts: readonly number[]; edges: readonly number[] }

/** Of values, counted in `bins` bins (64 when not said otherwise), or of counts that there are already. */
export function histogram(values: Iterable<number> | Bins, options?: { bins?: number }): Media

/** A page of HTML; the dashboard shows it in a frame of its own, without the network. */
export function html(text: string): Media

/** From a file, or from the bytes of one with its format. */
export function audio(source: string | Uint8Array, options?: { caption?: string; format?: string }): Media
export function video(source: string | Uint8Array, options?: { caption?: string; format?: string }): Media

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

/**
 * Trains for one sweep, or several in turn, until they are over; or for a whole project: at each turn the open sweep with
 * the highest priority, until a person stops the agent. `train` must await now and then, or heartbeats stop.
 */
export function agent<Config extends object = JsonObject>(
  serves: string | readonly string[] | { project: string; entity?: string },
  train: (run: Run<Config>) => Promise<void> | void,
  options?: AgentOptions,
): Promise<AgentResult>
