/**
 * `npm run seed -- NAME [--project NAME] [--url URL] [--key KEY]`: makes a scenario on a running server and prints its
 * pages. The server and its key are found as the command line finds them; the big scenarios are written straight into
 * its database, which is that of DATABASE_URL or of the data directory.
 */
import { parseArgs } from 'node:util'
import { findSettings } from '~/sdk/src/settings'
import { apiClient } from '../api-client'
import { SCENARIOS } from './catalog'
import { localDatabaseUrl } from './local-database'
import { makeScenario } from './make-scenario'

const USAGE = [
  'Usage: npm run seed -- NAME [--project NAME] [--now ISO-TIME] [--url URL] [--key KEY]',
  '',
  ...Object.entries(SCENARIOS).map(([name, { about }]) => `  ${name.padEnd(24)} ${about}`),
  '',
  'The server is the one of the data directory (SWEEPBOARD_DATA, by default .sweepboard), or --url, or SWEEPBOARD_URL.',
].join('\n')

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      project: { type: 'string' },
      now: { type: 'string' },
      url: { type: 'string' },
      key: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const [name] = positionals
  if (name === undefined || SCENARIOS[name] === undefined || values.help) {
    if (name !== undefined && !values.help) console.error(`There is no scenario "${name}".\n`)
    console.error(USAGE)
    process.exit(values.help ? 0 : 2)
  }
  const nowMs = values.now === undefined ? undefined : Date.parse(values.now)
  if (Number.isNaN(nowMs)) throw new Error(`--now is "${values.now}"; it should be like 2026-03-02T09:00:00Z.`)
  const settings = findSettings({
    ...process.env,
    ...(values.url === undefined ? {} : { SWEEPBOARD_URL: values.url }),
    ...(values.key === undefined ? {} : { SWEEPBOARD_API_KEY: values.key }),
  })
  const startMs = Date.now()
  const made = await makeScenario(apiClient(settings), name, {
    project: values.project,
    nowMs,
    databaseUrl: () => localDatabaseUrl(process.env['SWEEPBOARD_DATA'] || '.sweepboard'),
  })
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1)
  console.log(made.isNew ? `Made ${name} in ${seconds} s.` : `${made.project} has runs already and was left as it is.`)
  for (const path of made.paths) console.log(settings.url + path)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  await made.goOn(stop.signal)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
