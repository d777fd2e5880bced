/** The runs of a scenario as a file that the peers' own clients read: one JSON object a line, settings flattened. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { SCENARIOS } from '~/e2e/scenarios/catalog'
import type { SeededRun } from '~/e2e/scenarios/seeded-project'
import type { Json, JsonObject } from '~/server/domain/json'

export async function dumpRuns(scenario: string, nowMs: number, file: string): Promise<void> {
  const stream = createWriteStream(file)
  for (const run of SCENARIOS[scenario]?.seeded?.(nowMs).runs ?? [])
    if (!stream.write(`${JSON.stringify(plain(run))}\n`)) await once(stream, 'drain')
  stream.end()
  await finished(stream)
}

function plain(run: SeededRun): object {
  const metrics = run.columns.filter(({ key }) => !key.startsWith('_'))
  return {
    name: run.name,
    state: run.state,
    startMs: run.createdAtMs,
    endMs: run.endedAtMs ?? run.createdAtMs,
    config: flattened(run.config),
    metrics: Object.fromEntries(metrics.map(({ key, steps, values }) => [key, { steps, values }])),
  }
}

function flattened(config: JsonObject, prefix = ''): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]): [string, Json][] =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(flattened(value, `${prefix}${key}.`))
        : [[prefix + key, value]],
    ),
  )
}
