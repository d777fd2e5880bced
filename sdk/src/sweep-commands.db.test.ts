/** The commands of a sweep against the real services, as a person types them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import { Command } from 'commander'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { anAgent, aSweep, type Caller, callerOf, endWith, takeRun } from '~/server/agents/testing'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { closeSearch } from '~/server/sweeps/run-search'
import { appRouter } from '~/server/trpc/router'
import { agent } from './agent'
import { programAgent } from './program-agent'
import { findSettings } from './settings'
import { addSweepCommands, settingsText } from './sweep-commands'

let database: TestDatabase
let server: Server
let caller: Caller
let folder = ''
let printed: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-commands-'))
  database = await testDatabase()
  const ctx = await testCtx(database.db)
  caller = callerOf(ctx)
  const { signal } = new AbortController()
  const createContext = () => ({ ...ctx, signal })
  server = createServer(createHTTPHandler({ router: appRouter, basePath: '/api/trpc/', createContext }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  process.env.SWEEPBOARD_URL = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  process.env.SWEEPBOARD_API_KEY = 'checked by the door, which is not here'
  process.env.SWEEPBOARD_SPOOL = join(folder, 'spool')
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text))
})

beforeEach(() => {
  printed = []
})

afterAll(async () => {
  vi.restoreAllMocks()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await closeSearch()
  await database.close()
  rmSync(folder, { recursive: true })
})

/** What `sweepboard sweep …` prints. */
async function run(...words: string[]): Promise<string> {
  printed = []
  const command = new Command('sweep').exitOverride().configureOutput({ writeErr: () => {} })
  addSweepCommands(command)
  for (const each of command.commands) each.exitOverride().configureOutput({ writeErr: () => {} })
  await command.parseAsync(words, { from: 'user' })
  return printed.join('\n')
}

const GRID = 'method: grid\nparameters: {a: {values: [1, 2, 3]}}\n'

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('the four buttons say what they did, to people and to programs', async () => {
  const { sweep } = await aSweep(caller, GRID)
  const agentId = await anAgent(caller, sweep)
  const given = await takeRun(caller, agentId)
  expect(await run('pause', sweep)).toBe('The sweep is paused: 1 run goes on.')
  expect(await run('resume', `ada/demo/${sweep}`)).toBe('The sweep is running: 1 run goes on.')
  expect(JSON.parse(await run('stop', sweep, '--json'))).toMatchObject({ state: 'finished', droppedSuggestions: 2 })
  expect(await run('resume', sweep)).toContain('2 suggestions back in the queue')
  expect(await run('cancel', sweep)).toBe('The sweep is canceled: 1 run asked to stop, 2 suggestions dropped.')
  await endWith(caller, given, 143)
  await expect(run('resume', sweep)).rejects.toThrow('A canceled sweep stays canceled')
})

test('a config is printed, previewed, edited and listed', async () => {
  const { sweep } = await aSweep(caller, GRID)
  expect(`${await run('config', sweep)}\n`).toBe(GRID)
  await takeRun(caller, await anAgent(caller, sweep))
  const path = file('sweep.yaml', GRID.replace('1, 2, 3', '1, 2, 9'))
  const preview = await run('edit', sweep, path, '--dry-run')
  expect(preview).toContain('~ a: 1, 2, 3  ->  1, 2, 9  (9 added, 3 removed)')
  expect(preview).toContain('1 waiting suggestion would be dropped')
  expect(await run('edit', sweep, path, '--note', 'wider')).toContain(
    'Version 2; the sweep is running: 1 waiting suggestion dropped.',
  )
  expect(await run('versions', sweep)).toMatch(
    /^2 .* ada {2}0 runs {2}wider\n {3}~ a: .*\n1 .* ada {2}1 run {2}as it was made$/,
  )
  const wrong = file('wrong.yaml', GRID.replace('grid', 'random'))
  await expect(run('edit', sweep, wrong, '--dry-run')).rejects.toMatchObject({
    code: 'INVALID',
    problems: [{ path: 'method' }],
  })
})

test('limits are set and taken away', async () => {
  const { sweep } = await aSweep(caller, GRID)
  expect(await run('set', sweep, '--priority', '-3', '--run-cap', '2')).toContain(
    'priority -3, run cap 2, end none, version 2',
  )
  expect(await run('set', sweep, '--ends-at', '2099-01-01T00:00:00Z')).toContain('end 2099-01-01T00:00:00.000Z')
  expect(await run('set', sweep, '--ends-at', 'none', '--run-cap', 'none')).toContain('run cap none, end none')
  await expect(run('set', sweep, '--run-cap', 'many')).rejects.toThrow('whole number')
  await expect(run('set', sweep)).rejects.toThrow('Say what to set')
})

test('a run is written by hand as settings or a file, and stands first in the queue', async () => {
  const { sweep } = await aSweep(
    caller,
    'method: random\nparameters: {lr: {min: 0.0, max: 1.0}, o: {values: [sgd, adam]}}',
  )
  expect(await run('queue', sweep)).toBe('Nothing waits.')
  expect(await run('enqueue', sweep, 'lr=0.5', 'o=adam', '--note', 'mine')).toContain('lr=0.5 o=adam')
  await expect(run('enqueue', sweep, 'lr=7', 'o=adam')).rejects.toThrow('lr (line 1): found 7, allowed: 0 to 1')
  await run('enqueue', sweep, file('run.json', '{"lr": 7, "o": "adam"}'), '--outside')
  const queue = await run('queue', sweep)
  expect(queue.split('\n')).toEqual(['#1  hand    v1  lr=0.5 o=adam', '#2  hand    v1  lr=7 o=adam  outside: lr'])
})

test('failures are explained, and failed runs are run again', async () => {
  const { sweep } = await aSweep(
    caller,
    'method: grid\nparameters: {size: {values: [1, 2, 512]}, x: {min: 1, max: 12}}',
  )
  const agents = []
  for (let index = 0; index < 36; index++) {
    const agentId = await anAgent(caller, sweep, `agent ${index}`)
    agents.push(agentId)
    const given = await takeRun(caller, agentId)
    await endWith(caller, given, given.config['size'] === 512 ? 1 : 0, 'CUDA out of memory')
  }
  const text = await run('failures', sweep)
  expect(text).toContain('12 of 12 failures have size 512, where 12 of 12 runs failed (cut it out: size without 512)')
  expect(text).toContain('12  CUDA out of memory')
  expect(await run('retry', sweep)).toBe('12 runs in the queue again. The sweep was over and is open again for it.')
  expect(await run('retry', sweep)).toMatch(/^0 runs in the queue again; 12 left alone/)
  expect(await run('agents', sweep)).toContain(`${agents[0]}  active  agent 0 on bench`)
  expect(await run('stop-agent', agents[0]!, '--reason', 'enough')).toBe(
    'Agent agent 0 on bench is asked to end; it has nothing in hand.',
  )
})

test('settings on the command line are YAML', () => {
  expect(settingsText(['lr=1e-3', 'optimizer.name=adam', 'sizes=[1, 2]'])).toBe(
    'lr: 1e-3\noptimizer.name: adam\nsizes: [1, 2]',
  )
  expect(() => settingsText(['lr=1', 'oops'])).toThrow('"oops" is no setting')
})

test('a function serves the sweeps of a project by priority, and ends when it is stopped from outside', async () => {
  const project = 'shared'
  const made: string[] = []
  for (const name of ['low', 'high']) {
    const config = `name: ${name}\nmethod: grid\nparameters: {of: {value: ${name}}, a: {values: [1, 2]}}`
    made.push((await caller.sweeps.create({ project, config })).sweep)
  }
  await caller.controls.setLimits({ sweep: made[1]!, priority: 1 })
  const seen: unknown[] = []
  const result = await agent<{ of: string }>({ project }, async (held) => {
    seen.push([held.config.of, held.sweep])
    if (seen.length < 4) return
    const [own] = await caller.agents.list({ sweep: made[0]! })
    await caller.agents.stop({ agent: own!.id, reason: 'enough' })
    await new Promise<void>((_, reject) => held.signal.addEventListener('abort', () => reject(held.signal.reason)))
  })
  expect(seen).toEqual([
    ['high', made[1]],
    ['high', made[1]],
    ['low', made[0]],
    ['low', made[0]],
  ])
  expect(result).toEqual({ runCount: 4, failedCount: 0, reason: 'stopped by ada: enough' })
  expect(await caller.agents.list({ sweep: made[0]! })).toMatchObject([
    { state: 'gone', stateReason: 'stopped by ada: enough' },
  ])
  const { runs } = await caller.sweeps.byId({ sweep: made[0]! })
  expect(runs).toMatchObject({ finished: 1, killed: 1 })
})

test('the command line serves the sweeps of a project that name a program, each with its own', async () => {
  const project = 'programs of a project'
  const script = file('program.mjs', 'console.log(process.argv[2], process.env.SWEEPBOARD_SWEEP_ID)')
  const config = (word: string) =>
    `method: grid\ncommand: [${process.execPath}, ${script}, ${word}]\nparameters: {a: {values: [1]}}`
  const ids = []
  for (const word of ['one', 'two']) ids.push((await caller.sweeps.create({ project, config: config(word) })).sweep)
  await caller.sweeps.create({ project, config: GRID })
  const { signal } = new AbortController()
  await programAgent(findSettings(), { place: { project }, count: 2, signal, say: () => {} })
  const { runs } = await caller.runs.list({ entity: 'ada', project })
  const consoles = []
  for (const { storageId } of runs)
    consoles.push((await caller.console.page({ storageId })).lines.map(({ text }) => text))
  expect(consoles.flat().sort()).toEqual([`one ${ids[0]}`, `two ${ids[1]}`])
})
