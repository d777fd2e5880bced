/** The SDK and the command line's agent against the real services: only the pages are missing from this server. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { appRouter, createCaller } from '~/server/trpc/router'
import { agent } from './agent'
import { init } from './init'
import { programAgent } from './program-agent'
import { findSettings } from './settings'
import { sweep } from './sweep'

let database: TestDatabase
let ctx: Ctx
let server: Server
let folder = ''
/** `loses-answers`: the request is served, and the connection broken before the answer. */
let mode: 'up' | 'loses-answers' | 'away' = 'up'

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sdk-'))
  database = await testDatabase()
  ctx = await testCtx(database.db)
  const signal = new AbortController().signal
  const handle = createHTTPHandler({
    router: appRouter,
    basePath: '/api/trpc/',
    createContext: () => ({ ...ctx, signal }),
  })
  server = createServer((request, response) => {
    if (mode === 'away') return void request.socket.destroy()
    if (mode === 'loses-answers') {
      response.end = () => {
        request.socket.destroy()
        return response
      }
    }
    handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  process.env.SWEEPBOARD_URL = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  process.env.SWEEPBOARD_API_KEY = 'checked by the door, which is not here'
  process.env.SWEEPBOARD_SPOOL = join(folder, 'spool')
  process.env.SWEEPBOARD_GIT = 'off'
})

beforeEach(() => {
  mode = 'up'
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await database.close()
  rmSync(folder, { recursive: true })
})

const api = () => createCaller({ ...ctx, signal: new AbortController().signal })

async function rowsOf(project: string, run: string) {
  const { storageId } = await api().runs.byId({ entity: 'ada', project, run })
  const { lines } = await api().history.rows({ storageId, fromLine: 0, limit: 1000 })
  return lines.map((line) => line.json)
}

test('a run is on the server with its rows, its own summary and its end', async () => {
  const run = await init({ project: 'plain', config: { lr: 0.1 }, tags: ['first'], console: false })
  for (let i = 0; i < 5; i++) run.log({ loss: 1 / (i + 1), bad: Number.NaN })
  run.summary.note = 'mine'
  await run.update({ config: { late: 1 }, notes: 'seen' })
  await run.finish()
  const detail = await api().runs.byId({ entity: 'ada', project: 'plain', run: run.id })
  expect(detail).toMatchObject({ state: 'finished', config: { lr: 0.1, late: 1 }, tags: ['first'], notes: 'seen' })
  expect(detail.summary).toMatchObject({ loss: 0.2, bad: 'NaN', note: 'mine', _step: 4 })
  const rows = await rowsOf('plain', run.id)
  expect(rows.length).toBe(5)
  expect(rows[1]).toContain('"bad":NaN')
})

test('answers that are lost lose no row and double none', async () => {
  const run = await init({ project: 'lossy', console: false })
  run.log({ x: 0 })
  mode = 'loses-answers'
  run.log({ x: 1 })
  await run.flush(1500)
  run.log({ x: 2 })
  await run.flush(1500)
  mode = 'up'
  run.log({ x: 3 })
  await run.finish()
  const rows = await rowsOf('lossy', run.id)
  expect(rows.map((row) => JSON.parse(row).x)).toEqual([0, 1, 2, 3])
  expect(readdirSync(join(folder, 'spool'))).toEqual([])
})

test('a run goes on where it was when it is taken up again', async () => {
  const first = await init({ project: 'again', id: 'one', console: false })
  first.log({ x: 0 })
  await first.finish({ exitCode: 1, reason: 'fell over' })
  const second = await init({ project: 'again', id: 'one', resume: 'must', console: false })
  second.log({ x: 1 })
  await second.finish()
  expect((await rowsOf('again', 'one')).map((row) => JSON.parse(row)._step)).toEqual([0, 1])
  await expect(init({ project: 'again', id: 'two', resume: 'must', console: false })).rejects.toThrow('two')
})

test('an agent trains every cell of two sweeps, and tells failures apart', async () => {
  const config = { method: 'grid', metric: { name: 'y', goal: 'minimize' }, parameters: { a: { values: [1, 2] } } }
  const ids = [await sweep(config, { project: 'turns' }), await sweep(config, { project: 'turns' })]
  const seen: string[] = []
  const result = await agent<{ a: number }>(ids, (run) => {
    seen.push(`${ids.indexOf(run.sweep ?? '')} ${run.config.a}`)
    run.log({ y: run.config.a })
    if (seen.length === 4) throw new Error('boom')
  })
  expect(result).toMatchObject({ runCount: 4, failedCount: 1 })
  expect([...seen].sort()).toEqual(['0 1', '0 2', '1 1', '1 2'])
  const { runs } = await api().runs.list({ entity: 'ada', project: 'turns' })
  expect(runs.map((run) => run.state).sort()).toEqual(['failed', 'finished', 'finished', 'finished'])
})

test('a stop from the page reaches a training by its signal', async () => {
  const id = await sweep({ method: 'grid', parameters: { a: { values: [1] } } }, { project: 'stops' })
  await agent(id, async (run) => {
    await api().sweeps.change({ sweep: id, action: 'cancel' })
    await new Promise<void>((_, reject) => run.signal.addEventListener('abort', () => reject(run.signal.reason)))
  })
  const { runs } = await api().runs.list({ entity: 'ada', project: 'stops' })
  expect(runs[0]?.state).toBe('killed')
})

test('the command line runs a program for each configuration, with its console and its exit status', async () => {
  const script = join(folder, 'program.mjs')
  writeFileSync(
    script,
    'console.log(process.argv[2], process.env.SWEEPBOARD_RUN_ID)\nprocess.exit(process.argv[2] === "--a=2" ? 3 : 0)',
  )
  const command = [process.execPath, script, `\${args}`]
  const id = await sweep({ method: 'grid', command, parameters: { a: { values: [1, 2] } } }, { project: 'programs' })
  const signal = new AbortController().signal
  const failedCount = await programAgent(findSettings(), { place: { sweep: id }, count: null, signal, say: () => {} })
  expect(failedCount).toBe(1)
  const { runs } = await api().runs.list({ entity: 'ada', project: 'programs' })
  const bad = runs.find((run) => run.config.a === 2)
  expect(runs.map((run) => run.state).sort()).toEqual(['failed', 'finished'])
  const detail = await api().runs.byId({ entity: 'ada', project: 'programs', run: bad?.id ?? '' })
  expect(detail).toMatchObject({ exitCode: 3, stateReason: expect.stringContaining('exit code 3') })
  const page = await api().console.page({ storageId: detail.storageId })
  expect(page.lines.map((line) => line.text)).toEqual([`--a=2 ${detail.id}`])
})

test('a sweep learns from earlier runs that are named as people name them', async () => {
  for (const project of ['learns', 'other']) {
    const run = await init({ project, id: 'first', config: { a: project === 'learns' ? 1 : 2 }, console: false })
    await run.finish()
  }
  const config = { method: 'grid', project: 'learns', parameters: { a: { values: [1, 2, 3] } } }
  const id = await sweep(config, { priorRuns: ['first', 'other/first', 'ada/other/first'] })
  expect((await api().sweeps.priorRuns({ sweep: id })).map((run) => run.project).sort()).toEqual(['learns', 'other'])
  expect(await api().sweeps.byId({ sweep: id })).toMatchObject({ expectedCount: 1 })
  await expect(sweep(config, { priorRuns: ['nobody'] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(sweep(config, { priorRuns: ['a/b/c/d'] })).rejects.toMatchObject({ code: 'INVALID' })
})

test('a config with mistakes is refused with all of them', async () => {
  const config = { method: 'magic', parameters: { a: { min: 2, max: 1 } } }
  await expect(sweep(config, { project: 'wrong' })).rejects.toMatchObject({
    code: 'INVALID',
    problems: [expect.objectContaining({ path: 'method' }), expect.objectContaining({ path: 'parameters.a.min' })],
  })
})
