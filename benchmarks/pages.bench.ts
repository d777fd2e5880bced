/**
 * What a page costs the server: the HTML of the run table and of the sweep page, and the queries behind each, asked at
 * once as a browser does. The rows are written straight into the database of a running server; each page is opened
 * once to warm up and then several times.
 */
import pg from 'pg'
import type { BenchRow } from './bench-row'
import { type BenchServer, median, withServer } from './bench-server'

const SERVER_MS_LIMIT = 300
const REPEATS = 9

const CONFIG = {
  method: 'random',
  metric: { name: 'val_accuracy', goal: 'maximize', impute: 'worst', impute_while_running: 'false' },
  parameters: {
    batch_size: { distribution: 'categorical', values: [32, 64, 96, 128] },
    dropout: { distribution: 'uniform', min: 0, max: 0.5 },
    layers: { distribution: 'int_uniform', min: 1, max: 8 },
    lr: { distribution: 'log_uniform_values', min: 0.00001, max: 0.1 },
  },
}

export function run(): Promise<BenchRow[]> {
  return withServer(async (bench) => {
    const cookie = await signIn(bench.server.signInLink)
    const rows: BenchRow[] = []
    for (const count of [100, 10_000]) {
      const project = `runs-${count}`
      const { sweep } = await bench.api.sweeps.create.mutate({ project, config: JSON.stringify(CONFIG) })
      await seedRuns(bench.databaseUrl, sweep, count)
      const { defaultEntity: entity } = await bench.api.accounts.me.query()
      const path = { entity, project }
      rows.push(
        ...(await pageRows(bench, cookie, {
          name: `run table, ${count} runs`,
          address: `/${entity}/${project}`,
          queries: [
            ['runs.table', path],
            ['runs.columns', path],
          ],
        })),
        ...(await pageRows(bench, cookie, {
          name: `sweep page, ${count} runs`,
          address: `/${entity}/${project}/sweeps/${sweep}`,
          queries: [
            ['sweeps.byId', { sweep }],
            ['sweeps.points', { sweep }],
            ['sweeps.importance', { sweep }],
            ['agents.list', { sweep }],
            ['runs.table', { ...path, filter: `sweep = ${sweep}` }],
          ],
        })),
      )
    }
    return rows
  })
}

/** The cookie of a browser that opened the sign-in link. */
async function signIn(link: string): Promise<string> {
  const response = await fetch(link, { redirect: 'manual' })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (cookie === undefined) throw new Error(`The sign-in link was answered ${response.status} without a cookie.`)
  return cookie
}

type Page = { name: string; address: string; queries: [string, object][] }

async function pageRows({ server }: BenchServer, cookie: string, page: Page): Promise<BenchRow[]> {
  const get = async (path: string): Promise<number> => {
    const response = await fetch(server.url + path, { headers: { cookie } })
    const body = await response.arrayBuffer()
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${Buffer.from(body).toString()}`)
    return body.byteLength
  }
  const queryPath = ([name, input]: [string, object]) =>
    `/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`
  const timesMs: number[] = []
  let bytes = 0
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const startMs = performance.now()
    const html = await get(page.address)
    const answers = await Promise.all(page.queries.map((query) => get(queryPath(query))))
    if (repeat > 0) timesMs.push(performance.now() - startMs)
    bytes = answers.reduce((sum, size) => sum + size, html)
  }
  const value = median(timesMs)
  return [
    {
      case: page.name,
      measure: 'server_ms_median',
      unit: 'ms',
      value,
      peer: 'limit',
      peerValue: SERVER_MS_LIMIT,
      ratio: SERVER_MS_LIMIT / value,
    },
    { case: page.name, measure: 'bytes', unit: 'bytes', value: bytes },
  ]
}

/** Finished runs with four metrics each, spread over the space by golden-ratio steps so that every seeding is the same. */
async function seedRuns(databaseUrl: string, sweep: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `WITH place AS (SELECT id, project_id FROM sweep WHERE sweep_id = $1),
       drawn AS (
         SELECT n, jsonb_build_object(
           'batch_size', (ARRAY[32, 64, 96, 128])[1 + n % 4],
           'dropout', 0.5 * mod(n * 0.6180339887, 1),
           'layers', 1 + n % 8,
           'lr', power(10, -5 + 4 * mod(n * 0.7548776662, 1))) AS config,
           0.6 + 0.3 * mod(n * 0.5698402910, 1) AS accuracy
         FROM generate_series(0, $2::int - 1) AS n),
       suggested AS (
         INSERT INTO suggestion (id, sweep_id, number, state, config, info, attempt_count)
         SELECT gen_random_uuid(), place.id, n, 'finished', config, '{"method": "random"}', 1 FROM drawn, place
         RETURNING id, number),
       started AS (
         INSERT INTO run (id, project_id, run_id, name, state, config, summary, sweep_id, suggestion_id,
                          created_at, started_at, heartbeat_at, finished_at)
         SELECT gen_random_uuid(), place.project_id, 'r' || lpad(n::text, 7, '0'), 'bench-sweep-' || n, 'finished',
                config,
                jsonb_build_object('loss', 1 - accuracy, 'accuracy', accuracy, 'val_loss', 1.1 - accuracy,
                                   'val_accuracy', accuracy),
                place.id, suggested.id, now() - interval '1 day' + n * interval '1 second',
                now() - interval '1 day' + n * interval '1 second', now(),
                now() - interval '1 day' + (n + 60) * interval '1 second'
         FROM drawn JOIN suggested ON suggested.number = n, place
         RETURNING id, summary)
       INSERT INTO series (run_id, stream, key, point_count, min, max, last, last_finite, last_line)
       SELECT started.id, 'history', metric.key, 15, metric.value::float8 * 0.5, metric.value::float8,
              metric.value::float8, metric.value::float8, 14
       FROM started, jsonb_each_text(started.summary) AS metric`,
      [sweep, count],
    )
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}
