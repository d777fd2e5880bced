/** Makes a sweep from a config: an object in the W&B format, or its YAML or JSON text. */
import { ask, createClient } from './client'
import { findSettings } from './settings'

export type SweepOptions = {
  /** Where the config has no `project` of its own. */
  project?: string
  entity?: string
}

/** The new sweep's id. Throws with every problem of the config at once. */
export async function sweep(config: object | string, options: SweepOptions = {}): Promise<string> {
  const settings = findSettings()
  const text = typeof config === 'string' ? config : JSON.stringify(config)
  const created = await ask(settings.url, createClient(settings).sweeps.create.mutate({ ...options, config: text }))
  for (const warning of created.warnings) process.emitWarning(warning, 'Sweepboard')
  return created.sweep
}
