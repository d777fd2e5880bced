import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  anAgent,
  aSweep,
  type Caller,
  callerOf,
  endWith,
  logLoss,
  takeRun,
  workUntilOver,
} from '~/server/agents/testing'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { sweepPointsOf } from '~/server/domain/sweep-points'
import { closeSearch } from '../run-search'

let database: TestDatabase
let ctx: Ctx
let caller: Caller
/** The same sweep seen by another server. */
let other: Caller

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
  caller = callerOf(ctx)
  other = callerOf({ ...ctx, db: database.connect() })
})

afterAll(async () => {
  await closeSearch()
  await database.close()
})

/** The macro of a command that stands for the program. */
const PROGRAM = '$' + '{program}'

const GRID = (values: string) => `method: grid
metric: {name: loss}
parameters:
  a: {values: [${values}]}
`

async function edit(
  sweep: string,
  config: string,
  given: { version?: number; dropOutside?: boolean; note?: string } = {},
) {
  const { version } = await caller.sweeps.byId({ sweep })
  return caller.controls.edit({ sweep, config, version, ...given })
}

test('a sweep has its first version from the beginning, and each edit adds one with who, when, why and what', async () => {
  const { sweep } = await aSweep(caller, GRID('1, 2, 3'))
  expect(await caller.controls.versions({ sweep })).toMatchObject([
    { version: 1, madeBy: 'ada', note: 'as it was made', changes: [], runCount: 0, yaml: GRID('1, 2, 3') },
  ])
  await takeRun(caller, await anAgent(caller, sweep))
  const edited = await edit(sweep, `${GRID('1, 2, 4')}description: later\n`)
  expect(edited).toMatchObject({ version: 2, droppedSuggestions: 1, state: 'running' })
  await edit(sweep, GRID('1, 2'), { note: '4 is too slow' })
  const versions = await caller.controls.versions({ sweep })
  expect(versions.map(({ version, note, runCount }) => [version, note, runCount])).toEqual([
    [3, '4 is too slow', 0],
    [2, 'a: 4 added, 3 removed; description added', 0],
    [1, 'as it was made', 1],
  ])
  expect(versions[1]!.changes.map(({ name, says }) => [name, says])).toEqual([
    ['a', '4 added, 3 removed'],
    ['description', null],
  ])
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ version: 3, yaml: GRID('1, 2'), description: null })
})

test('an added value of a grid is a new cell, a removed one takes its waiting cell along, and the sweep ends when all are done', async () => {
  const { sweep } = await aSweep(caller, GRID('1, 2, 3'))
  const agent = await anAgent(caller, sweep)
  const first = await takeRun(caller, agent)
  expect(first.config).toEqual({ a: 1 })
  expect(await caller.controls.previewEdit({ sweep, config: GRID('2, 4, 5') })).toMatchObject({
    problems: [],
    effect: {
      waiting: { inside: 1, outside: 1 },
      running: { inside: 0, outside: 1 },
      ended: { inside: 0, outside: 0 },
      grid: { cells: 3, left: 2 },
    },
  })
  await edit(sweep, GRID('2, 4, 5'))
  await endWith(caller, first, 0)
  const rest = await workUntilOver(caller, agent)
  expect(rest.map(({ config }) => config['a'])).toEqual([2, 4, 5])
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({
    state: 'finished',
    endReason: 'grid used up',
    expectedCount: 4,
    runs: { finished: 4 },
  })
})

test('a grid that is used up can be widened and resumed', async () => {
  const { sweep } = await aSweep(caller, GRID('1, 2'))
  const agent = await anAgent(caller, sweep)
  await workUntilOver(caller, agent)
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ standing: { resume: { kind: 'refused' } } })
  expect(await edit(sweep, GRID('1, 2, 3'))).toMatchObject({ state: 'finished' })
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ standing: { resume: { kind: 'possible' } } })
  await caller.sweeps.change({ sweep, action: 'resume' })
  expect((await workUntilOver(caller, agent)).map(({ config }) => config['a'])).toEqual([3])
})

test('what was dropped by one edit comes back with the next that takes it in again', async () => {
  const { sweep } = await aSweep(caller, GRID('1, 2, 3'))
  const agent = await anAgent(caller, sweep)
  await takeRun(caller, agent)
  expect(await edit(sweep, GRID('1, 2'))).toMatchObject({ droppedSuggestions: 1, returnedSuggestions: 0 })
  expect(await caller.suggestions.list({ sweep })).toMatchObject({ waitingCount: 1, droppedCount: 1 })
  expect(await edit(sweep, GRID('1, 2, 3, 4'))).toMatchObject({ droppedSuggestions: 0, returnedSuggestions: 1 })
  const rest = await workUntilOver(caller, agent)
  expect(new Set(rest.map(({ config }) => config['a']))).toEqual(new Set([1, 2, 3, 4]))
})

test('waiting suggestions outside of the new space stay when nobody asks to drop them', async () => {
  const { sweep } = await aSweep(caller, GRID('1, 2, 3'))
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  expect(await edit(sweep, GRID('1'), { dropOutside: false })).toMatchObject({ droppedSuggestions: 0 })
  const queue = await caller.suggestions.list({ sweep })
  expect(queue.waiting.map(({ config, outside, version }) => [config['a'], outside, version])).toEqual([
    [2, ['a'], 1],
    [3, ['a'], 1],
  ])
  await endWith(caller, run, 0)
  expect((await workUntilOver(caller, agent)).map(({ config }) => config['a'])).toEqual([2, 3])
})

test('a narrowed grid whose cells are all done ends at once', async () => {
  const { sweep } = await aSweep(caller, GRID('1, 2, 3'))
  const agent = await anAgent(caller, sweep)
  await endWith(caller, await takeRun(caller, agent), 0)
  expect(await edit(sweep, GRID('1'))).toMatchObject({ state: 'finished', droppedSuggestions: 2 })
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ endReason: 'grid used up' })
})

test('every suggestion and run knows under which version it was made', async () => {
  const config = 'method: random\nseed: 3\nparameters: {a: {min: 0.0, max: 1.0}}'
  const { sweep, entity, project } = await aSweep(caller, config)
  const agent = await anAgent(caller, sweep)
  const old = await takeRun(caller, agent)
  await endWith(caller, old, 0)
  await edit(sweep, config.replace('1.0', '0.001'))
  const fresh = await takeRun(caller, agent)
  expect(fresh.config['a']).toBeLessThanOrEqual(0.001)
  const versionOf = async (run: string) => (await caller.runs.byId({ entity, project, run })).suggestion?.version
  expect(await versionOf(old.run)).toBe(1)
  expect(await versionOf(fresh.run)).toBe(2)
})

test('runs inside of the new space stay evidence for the search, those outside stay runs alone', async () => {
  const config = (max: string) =>
    `method: bayes\nseed: 4\nmetric: {name: loss}\nparameters: {x: {min: 0.0, max: ${max}}, y: {min: 0.0, max: 1.0}}`
  const { sweep } = await aSweep(caller, config('1.0'))
  const agent = await anAgent(caller, sweep)
  const seen: number[] = []
  for (let count = 0; count < 12; count++) {
    const run = await takeRun(caller, agent)
    seen.push(Number(run.config['x']))
    await logLoss(caller, run, [(Number(run.config['x']) - 0.3) ** 2 + Number(run.config['y'])])
    await endWith(caller, run, 0)
  }
  const inside = seen.filter((x) => x <= 0.5).length
  expect(inside).toBeGreaterThan(0)
  expect(inside).toBeLessThan(12)
  const preview = await caller.controls.previewEdit({ sweep, config: config('0.5') })
  expect(preview.effect?.ended).toEqual({ inside, outside: 12 - inside })
  await edit(sweep, config('0.5'))
  const next = await takeRun(caller, agent)
  expect(next.config['x']).toBeLessThanOrEqual(0.5)
  const { entity, project } = await caller.sweeps.byId({ sweep })
  const { suggestionInfo } = await caller.runs.byId({ entity, project, run: next.run })
  expect(suggestionInfo).toMatchObject({ trial_count: inside })
  expect(sweepPointsOf(await caller.sweeps.points({ sweep })).points).toHaveLength(13)
})

test('an added parameter is searched from then on, and the page shows it for the runs that have it', async () => {
  const { sweep } = await aSweep(caller, GRID('1'))
  const agent = await anAgent(caller, sweep)
  await endWith(caller, await takeRun(caller, agent), 0)
  await edit(sweep, `${GRID('1')}  b: {values: [x, y]}\n`)
  await caller.sweeps.change({ sweep, action: 'resume' })
  expect((await workUntilOver(caller, agent)).map(({ config }) => config)).toEqual([
    { a: 1, b: 'x' },
    { a: 1, b: 'y' },
  ])
  const { points, parameters } = sweepPointsOf(await caller.sweeps.points({ sweep }))
  expect(parameters.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(points.map(({ params }) => params)).toEqual([{ a: 1 }, { a: 1, b: 'x' }, { a: 1, b: 'y' }])
})

test.each([
  [
    'method',
    'method: random\nmetric: {name: loss}\nparameters: {a: {values: [1, 2]}}',
    /method \(line 1\).*keeps its method/,
  ],
  [
    'metric',
    'method: grid\nmetric: {name: accuracy}\nparameters: {a: {values: [1, 2]}}',
    /metric\.name \(line 2\).*one metric/,
  ],
  [
    'goal',
    'method: grid\nmetric: {name: loss, goal: maximize}\nparameters: {a: {values: [1]}}',
    /metric\.goal \(line 2\).*worst/,
  ],
  ['metric away', 'method: grid\nparameters: {a: {values: [1, 2]}}', /metric\.name: found nothing/],
  ['seed', `${GRID('1')}seed: 5\n`, /seed \(line 5\)/],
  ['project', `project: elsewhere\n${GRID('1')}`, /project \(line 1\)/],
])('a change of the %s is refused with the sentence why, and changes nothing', async (_, config, sentence) => {
  const { sweep } = await aSweep(caller, GRID('1, 2'))
  const { problems, effect } = await caller.controls.previewEdit({ sweep, config })
  expect(problems).not.toEqual([])
  expect(effect).toBeNull()
  await expect(edit(sweep, config)).rejects.toThrow(sentence)
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ version: 1 })
})

test('a text that is wrong is refused with every problem and its line', async () => {
  const { sweep } = await aSweep(caller, GRID('1, 2'))
  const { problems } = await caller.controls.previewEdit({
    sweep,
    config: 'method: grid\nmetric: {name: loss}\nparameters:\n  a: {values: []}\n  b: {min: 2, max: 1}\n',
  })
  expect(problems.map(({ line }) => line)).toEqual([4, 5])
})

test('the same config again, an old version and a canceled sweep are refused', async () => {
  const { sweep } = await aSweep(caller, GRID('1, 2'))
  await expect(edit(sweep, `# a word\n${GRID('1, 2')}`)).rejects.toThrow('found the same config')
  await edit(sweep, GRID('1, 2, 3'))
  await expect(edit(sweep, GRID('1'), { version: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
  await caller.sweeps.change({ sweep, action: 'cancel' })
  await expect(edit(sweep, GRID('1'))).rejects.toThrow('was canceled')
})

test('of two people who edit the same version one wins, and the other is told', async () => {
  const { sweep } = await aSweep(caller, GRID('1, 2'))
  const outcomes = await Promise.allSettled(
    [caller, other, caller, other].map((door, index) =>
      door.controls.edit({ sweep, version: 1, config: GRID(`1, 2, ${index + 10}`) }),
    ),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await caller.controls.versions({ sweep })).toHaveLength(2)
})

test('while agents on two servers claim, an edit leaves no run outside of the space that was made after it', async () => {
  const config = (max: number) => `method: grid\nparameters: {a: {min: 1, max: ${max}}, b: {min: 1, max: 10}}`
  const { sweep } = await aSweep(caller, config(20))
  const agents = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const door = index % 2 === 0 ? caller : other
      return { door, agent: await anAgent(door, sweep, `agent ${index}`) }
    }),
  )
  const given: { cell: string; a: number; afterEdit: boolean }[] = []
  let isEdited = false
  const work = agents.map(async ({ door, agent }) => {
    for (;;) {
      const wasEdited = isEdited
      const next = await door.agents.nextRun({ agent, waitMs: 5000 })
      if (next.kind === 'over') return
      if (next.kind !== 'run') continue
      given.push({ cell: JSON.stringify(next.config), a: Number(next.config['a']), afterEdit: wasEdited })
      await endWith(door, next, 0)
    }
  })
  while (given.length < 40) await new Promise((resolve) => setImmediate(resolve))
  await edit(sweep, config(6))
  isEdited = true
  await Promise.all(work)
  expect(given.filter(({ a, afterEdit }) => afterEdit && a > 6)).toEqual([])
  expect(new Set(given.map(({ cell }) => cell)).size).toBe(given.length)
  expect(given.filter(({ a }) => a <= 6)).toHaveLength(60)
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'finished', endReason: 'grid used up' })
}, 120_000)

test('the early termination, the command and the description can be changed, and agents get the new command', async () => {
  const { sweep } = await aSweep(caller, `${GRID('1, 2')}program: a.py\n`)
  const agent = await anAgent(caller, sweep)
  const first = await takeRun(caller, agent)
  expect(first).toMatchObject({ program: 'a.py', command: null })
  await edit(
    sweep,
    `${GRID('1, 2')}program: b.py\ncommand: [python, "${PROGRAM}"]\nearly_terminate: {type: hyperband, min_iter: 3}\n`,
  )
  await endWith(caller, first, 0)
  expect(await takeRun(caller, agent)).toMatchObject({ program: 'b.py', command: ['python', PROGRAM] })
})

test('a text that was written for YAML 1.1 is edited as such', async () => {
  const text = 'method: grid\nparameters:\n  a: {values: [1e-5, on]}\n'
  const { sweep } = await caller.sweeps.create({ project: 'old', config: text, yaml: '1.1' })
  await caller.controls.edit({ sweep, version: 1, config: text.replace('on]', 'on, off]') })
  expect((await caller.sweeps.byId({ sweep })).config.parameters['a']).toMatchObject({ values: ['1e-5', true, false] })
})

test('a stranger finds nothing, a viewer looks and changes nothing', async () => {
  const { sweep } = await aSweep(caller, GRID('1, 2'))
  const eve = { userId: ctx.actor.userId, username: 'eve', defaultEntity: 'eve', roles: { eve: 'owner' as const } }
  const stranger = callerOf({ ...ctx, actor: eve })
  const viewer = callerOf({ ...ctx, actor: { ...ctx.actor, roles: { ada: 'viewer' } } })
  const config = GRID('1')
  const id = '00000000-0000-4000-8000-000000000000'
  for (const ask of [
    () => stranger.controls.previewEdit({ sweep, config }),
    () => stranger.controls.edit({ sweep, config, version: 1 }),
    () => stranger.controls.versions({ sweep }),
    () => stranger.controls.setLimits({ sweep, priority: 3 }),
    () => stranger.controls.failures({ sweep }),
    () => stranger.suggestions.list({ sweep }),
    () => stranger.suggestions.enqueue({ sweep, config: 'a: 1' }),
    () => stranger.suggestions.retry({ sweep }),
    () => stranger.suggestions.withdraw({ sweep, id }),
    () => stranger.suggestions.moveToFront({ sweep, id }),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  expect(await viewer.controls.previewEdit({ sweep, config })).toMatchObject({ problems: [] })
  expect(await viewer.suggestions.list({ sweep })).toMatchObject({ waitingCount: 0 })
  for (const ask of [
    () => viewer.controls.edit({ sweep, config, version: 1 }),
    () => viewer.controls.setLimits({ sweep, priority: 3 }),
    () => viewer.suggestions.enqueue({ sweep, config: 'a: 1' }),
    () => viewer.suggestions.retry({ sweep }),
    () => viewer.suggestions.withdraw({ sweep, id }),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: 'FORBIDDEN' })
  }
})
