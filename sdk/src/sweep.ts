/** Makes a sweep from a config: an object in the W&B format, or its YAML or JSON text. */
import { invalid } from '~/server/domain/errors'
import { storageIdSchema } from '~/server/domain/ids'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import type { CreatedSweep } from '~/server/domain/sweep'
import { ask, type Client, createClient } from './client'
import { findSettings, type Settings } from './settings'

export type SweepOptions = {
  /** Where the config has no `project` of its own. */
  project?: string
  entity?: string
  /** Earlier runs to learn from: `run` of the sweep's own project, `project/run`, or `entity/project/run`. */
  priorRuns?: string[]
}

/** The new sweep's id. Throws with every problem of the config at once. */
export async function sweep(config: object | string, options: SweepOptions = {}): Promise<string> {
  const text = typeof config === 'string' ? config : JSON.stringify(config)
  const created = await createSweep(findSettings(), { ...options, config: text })
  for (const warning of created.warnings) process.emitWarning(warning, 'Sweepboard')
  return created.sweep
}

export type NewSweep = SweepOptions & { config: string; yaml?: '1.1' | '1.2' }

export async function createSweep(settings: Settings, { priorRuns = [], ...input }: NewSweep): Promise<CreatedSweep> {
  const client = createClient(settings)
  const storageIds = await findRuns(settings.url, client, input, priorRuns)
  return ask(settings.url, client.sweeps.create.mutate({ ...input, priorRuns: storageIds }))
}

/** Storage ids of runs that people name as they stand in a page's address. */
async function findRuns(url: string, client: Client, input: NewSweep, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const parsed = parseSweepConfig(input.config, { yaml: input.yaml ?? '1.2' })
  const config = parsed.kind === 'ok' ? parsed.config : undefined
  const own = input.entity ?? config?.entity
  const place = {
    entity: own ?? (await ask(url, client.accounts.me.query())).defaultEntity,
    project: input.project ?? config?.project ?? 'uncategorized',
  }
  const ids: string[] = []
  for (const name of names) {
    if (storageIdSchema.safeParse(name).success) ids.push(name)
    else ids.push((await ask(url, client.runs.byId.query(runPathOf(name, place)))).storageId)
  }
  return ids
}

function runPathOf(name: string, place: { entity: string; project: string }) {
  const parts = name.split('/')
  const [run, project = place.project, entity = place.entity] = parts.reverse()
  if (run === undefined || run === '' || parts.length > 3) {
    throw invalid([
      { path: 'prior-run', line: null, found: JSON.stringify(name), allowed: 'RUN, PROJECT/RUN or ENTITY/PROJECT/RUN' },
    ])
  }
  return { entity, project, run }
}
