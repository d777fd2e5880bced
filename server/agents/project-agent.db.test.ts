import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { env } from '~/server/env'
import { closeSearch } from '~/server/sweeps/run-search'
import { reapSilent } from '../jobs/reap-silent'
import { anAgent, type Caller, callerOf, endWith, takeRun } from './testing'

let database: TestDatabase
let ctx: Ctx
let caller: Caller
let other: Caller
let nowMs = Date.now()

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db, { now: () => new Date(nowMs) })
  caller = callerOf(ctx)
  other = callerOf({ ...ctx, db: database.connect() })
})

afterAll(async () => {
  await closeSearch()
  await database.close()
})

let projectCount = 0

/** A project of its own with grids of `cells` cells each, made one after the other. */
async function aProject(...cells: number[]) {
  const project = `shared ${projectCount++}`
  await caller.projects.create({ entity: 'ada', project })
  const sweeps = []
  for (const [index, count] of cells.entries()) {
    nowMs += 10
    const values = Array.from({ length: count }, (_, cell) => cell + 1).join(', ')
    const config = `name: s${index}\nmethod: grid\nparameters: {of: {value: ${index}}, a: {values: [${values}]}}`
    sweeps.push((await caller.sweeps.create({ project, config })).sweep)
  }
  return { project, sweeps }
}

async function projectAgent(project: string, door = caller, name = 'roaming'): Promise<string> {
  return (await door.agents.register({ project, host: 'bench', name })).agent
}

async function takeAndEnd(agent: string, count: number): Promise<number[]> {
  const given = []
  for (let taken = 0; taken < count; taken++) {
    const run = await takeRun(caller, agent)
    given.push(Number(run.config['of']))
    await endWith(caller, run, 0)
  }
  return given
}

test('an agent of a project serves the sweep with the highest priority first, then the oldest, and then waits', async () => {
  const { project, sweeps } = await aProject(2, 2, 2)
  await caller.controls.setLimits({ sweep: sweeps[2]!, priority: 5 })
  const agent = await projectAgent(project)
  expect(await takeAndEnd(agent, 6)).toEqual([2, 2, 0, 0, 1, 1])
  expect(await caller.agents.nextRun({ agent, waitMs: 0 })).toEqual({
    kind: 'wait',
    reason: 'no sweep of the project is open',
  })
})

test('a priority that is changed counts from the next run on', async () => {
  const { project, sweeps } = await aProject(5, 5)
  const agent = await projectAgent(project)
  expect(await takeAndEnd(agent, 2)).toEqual([0, 0])
  await caller.controls.setLimits({ sweep: sweeps[1]!, priority: 1 })
  expect(await takeAndEnd(agent, 2)).toEqual([1, 1])
  await caller.controls.setLimits({ sweep: sweeps[1]!, priority: -1 })
  expect(await takeAndEnd(agent, 1)).toEqual([0])
})

test('a paused sweep, one past its end and one whose runs are all given out are passed over', async () => {
  const { project, sweeps } = await aProject(3, 3, 1, 3)
  await caller.sweeps.change({ sweep: sweeps[0]!, action: 'pause' })
  await caller.controls.setLimits({ sweep: sweeps[1]!, endsAt: new Date(nowMs + 1000).toISOString() })
  nowMs += 2000
  const [one, two] = [await projectAgent(project), await projectAgent(project, other, 'two')]
  expect((await takeRun(caller, one)).config['of']).toBe(2)
  expect((await takeRun(other, two)).config['of']).toBe(3)
})

test('each run says which sweep it is of and what starts it, and the agent shows there', async () => {
  const { project, sweeps } = await aProject(1)
  const { sweep } = await caller.sweeps.create({
    project,
    config: 'name: urgent\nmethod: grid\nprogram: t.py\ncommand: [python, t.py]\nparameters: {a: {values: [1]}}',
  })
  await caller.controls.setLimits({ sweep, priority: 9 })
  const agent = await projectAgent(project)
  const run = await takeRun(caller, agent)
  expect(run).toMatchObject({ sweep, program: 't.py', command: ['python', 't.py'] })
  expect(await takeRun(caller, agent)).toEqual(run)
  expect(await caller.agents.list({ sweep })).toMatchObject([
    { name: 'roaming', worksForProject: true, sweep, sweepName: 'urgent', runId: run.run },
  ])
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'running', agentCount: 1 })
  await endWith(caller, run, 0)
  const next = await takeRun(caller, agent)
  expect(next).toMatchObject({ sweep: sweeps[0], program: null, command: null })
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ agentCount: 0 })
  const counts = async (id: string) => (await caller.agents.list({ sweep: id }))[0]
  expect(await counts(sweep)).toMatchObject({ finishedCount: 1 })
  expect(await counts(sweeps[0]!)).toMatchObject({ finishedCount: 0 })
})

test('an agent that can only start programs passes over sweeps that name none', async () => {
  const { project } = await aProject(3)
  const agent = await projectAgent(project)
  const ask = () => caller.agents.nextRun({ agent, waitMs: 0, needsProgram: true })
  expect(await ask()).toMatchObject({ kind: 'wait' })
  await caller.sweeps.create({ project, config: 'method: grid\nprogram: t.py\nparameters: {of: {value: 7}}' })
  expect(await ask()).toMatchObject({ kind: 'run', config: { of: 7 } })
})

test('an agent that waits has work as soon as a sweep is made, resumed or raised', async () => {
  const { project } = await aProject()
  const agent = await projectAgent(project)
  const asked = caller.agents.nextRun({ agent, waitMs: 20_000 })
  const { sweep } = await caller.sweeps.create({
    project,
    config: 'method: grid\nparameters: {of: {value: 1}, a: {min: 1, max: 3}}',
  })
  const run = await asked
  expect(run).toMatchObject({ kind: 'run', config: { of: 1 } })
  if (run.kind === 'run') await endWith(caller, run, 0)
  await caller.sweeps.change({ sweep, action: 'pause' })
  const again = caller.agents.nextRun({ agent, waitMs: 20_000 })
  await caller.sweeps.change({ sweep, action: 'resume' })
  expect(await again).toMatchObject({ kind: 'run' })
})

test('agents of projects and of sweeps on two servers get each cell of three sweeps exactly once', async () => {
  const { project, sweeps } = await aProject(60, 60, 60)
  const doors = [caller, other]
  const roaming = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const door = doors[index % 2]!
      return { door, agent: await projectAgent(project, door, `roaming ${index}`) }
    }),
  )
  const settled = await Promise.all(
    sweeps.flatMap((sweep) => doors.map(async (door) => ({ door, agent: await anAgent(door, sweep, 'settled') }))),
  )
  const cells: string[] = []
  await Promise.all(
    [...roaming, ...settled].map(async ({ door, agent }) => {
      while (cells.length < 180) {
        const next = await door.agents.nextRun({ agent, waitMs: 500 })
        if (next.kind === 'over') return
        if (next.kind !== 'run') continue
        cells.push(`${next.config['of']} ${next.config['a']}`)
        await endWith(door, next, 0)
      }
    }),
  )
  expect(cells).toHaveLength(180)
  expect(new Set(cells).size).toBe(180)
  for (const sweep of sweeps) expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'finished' })
}, 120_000)

test('a lost agent of a project gives its run back, and is active when it speaks again', async () => {
  const { project, sweeps } = await aProject(1)
  const agent = await projectAgent(project)
  await takeRun(caller, agent)
  nowMs += env().agentSilenceMsMax + 1000
  await reapSilent(ctx, nowMs + 60_000)
  expect((await caller.agents.list({ sweep: sweeps[0]! }))[0]).toMatchObject({ state: 'lost', waitingSince: null })
  expect(await takeRun(caller, await projectAgent(project, caller, 'two'))).toMatchObject({ attempt: 2 })
  await caller.agents.heartbeat({ agent })
  expect((await caller.agents.list({ sweep: sweeps[0]! }))[0]).toMatchObject({ state: 'active' })
})

test('an agent is of a sweep or of a project that is there, not of both nor of neither', async () => {
  const { project, sweeps } = await aProject(1)
  for (const place of [{}, { project, sweep: sweeps[0]! }]) {
    await expect(caller.agents.register({ host: 'bench', ...place })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  }
  await expect(caller.agents.register({ host: 'bench', project: 'nowhere' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(caller.agents.register({ host: 'bench', project, entity: 'eve' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('an agent that waits says since when and for what, and its next run says how long that was', async () => {
  const { project, sweeps } = await aProject(2)
  const [sweep] = sweeps
  await caller.sweeps.change({ sweep: sweep!, action: 'pause' })
  const agent = await anAgent(caller, sweep!)
  const seen = async () => (await caller.agents.list({ sweep: sweep! }))[0]
  expect(await caller.agents.nextRun({ agent, waitMs: 300 })).toMatchObject({ kind: 'wait' })
  const sinceMs = nowMs
  expect(await seen()).toMatchObject({
    waitingFor: 'the sweep is paused',
    waitingSince: new Date(sinceMs).toISOString(),
  })
  nowMs += 30_000
  expect(await other.agents.nextRun({ agent, waitMs: 300 })).toMatchObject({ kind: 'wait' })
  expect(await seen()).toMatchObject({ waitingSince: new Date(sinceMs).toISOString() })
  nowMs += 5000
  await caller.sweeps.change({ sweep: sweep!, action: 'resume' })
  await takeRun(caller, agent)
  expect(await seen()).toMatchObject({ waitingSince: null, waitingFor: null })
  const timeline = await caller.agents.timeline({ sweep: sweep! })
  expect(timeline).toMatchObject({
    agent: [0],
    waitedMs: [35_000],
    waitedFor: ['the sweep is paused'],
    endedAtMs: [null],
  })
  expect(timeline.startedAtMs).toEqual([nowMs])
  expect(project).toContain('shared')
})
