/** For tests of agents and sweeps alone: small sweeps, agents that ask, runs that log and end. */

import type { Ctx } from '~/server/context'
import type { NextRun } from '~/server/domain/agent'
import { createCaller } from '~/server/trpc/router'

export type GivenRun = Extract<NextRun, { kind: 'run' }>

export const GRID_OF_SIX = `
method: grid
metric: {name: loss, goal: minimize}
parameters:
  a: {values: [1, 2, 3]}
  b: {values: [x, y]}
`

/** The router as a transport calls it, in the name of the context's actor. */
export function callerOf(ctx: Ctx, signal: AbortSignal = new AbortController().signal) {
  return createCaller({ ...ctx, signal })
}
export type Caller = ReturnType<typeof callerOf>

export async function aSweep(caller: Caller, config: string = GRID_OF_SIX, project = 'demo') {
  return caller.sweeps.create({ project, config })
}

export async function anAgent(caller: Caller, sweep: string, name = 'one'): Promise<string> {
  return (await caller.agents.register({ sweep, host: 'bench', name })).agent
}

/** Throws when the answer is anything but a run. */
export async function takeRun(caller: Caller, agent: string, waitMs = 5000): Promise<GivenRun> {
  const next = await caller.agents.nextRun({ agent, waitMs })
  if (next.kind !== 'run') throw new Error(`expected a run, got ${next.kind}: ${next.reason}`)
  return next
}

export async function logLoss(caller: Caller, run: GivenRun, losses: number[]): Promise<void> {
  const lines = losses.map((loss, step) => JSON.stringify({ _step: step, loss }))
  await caller.history.append({ storageId: run.storageId, offset: 0, lines })
}

export async function endWith(caller: Caller, run: GivenRun, exitCode: number, reason?: string): Promise<void> {
  await caller.runs.finish({ storageId: run.storageId, exitCode, reason })
}

/** Asks and finishes until the sweep is over; the configs that were given. */
export async function workUntilOver(caller: Caller, agent: string): Promise<GivenRun[]> {
  const runs: GivenRun[] = []
  for (;;) {
    const next = await caller.agents.nextRun({ agent, waitMs: 5000 })
    if (next.kind === 'over') return runs
    if (next.kind === 'stop') throw new Error(next.reason)
    if (next.kind === 'wait') continue
    runs.push(next)
    await logLoss(caller, next, [1 / (runs.length + 1)])
    await endWith(caller, next, 0)
  }
}
