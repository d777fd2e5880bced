/** `sweepboard suggest`: the controller with no server. Reads files, prints JSON. */
import { storableObject } from '~/server/domain/json'
import { parseJsonLine } from '~/server/domain/json-line'
import { type OfflineOutput, suggestOffline } from '~/server/search/suggest-offline'
import { readText } from './files'

export type SuggestFiles = { config: string; runs?: string; count: number; seed?: number; yaml?: '1.1' | '1.2' }

export function suggestFromFiles({ config, runs, ...rest }: SuggestFiles): OfflineOutput {
  return suggestOffline({ configText: readText(config), runs: runs === undefined ? [] : readJson(runs), ...rest })
}

/** JSON in which NaN and infinities may stand bare, as Python writes them. */
function readJson(path: string): unknown {
  const text = readText(path)
  try {
    return JSON.parse(text)
  } catch {
    return storableObject(parseJsonLine(`{"runs":${text}}`, path, Number.MAX_SAFE_INTEGER)).runs
  }
}
