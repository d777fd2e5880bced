/** How an agent stands, in words: its state, why, and what it waits for; and what stopping it would do. Pure. */
import { formatDuration } from '~/components/lib/format'
import type { Agent } from '~/server/domain/agent'

export type AgentStanding = {
  /** It was asked to end and is still there. */
  isStopping: boolean
  /** Why it is in its state, or what it waits for; null when there is nothing to say. */
  says: string | null
}

export function standingOf(agent: Agent, nowMs: number): AgentStanding {
  const { state, stateReason, stopRequestedAt, waitingSince, waitingFor } = agent
  const isHere = state === 'active' || state === 'set_aside'
  if (isHere && stopRequestedAt !== null) {
    const rest = agent.runId === null ? 'it ends when it asks next' : 'it ends when its run is over'
    return { isStopping: true, says: `${stateReason ?? 'asked to end'}; ${rest}` }
  }
  if (state === 'active' && waitingSince !== null) {
    const time = formatDuration(Math.max(0, nowMs - Date.parse(waitingSince)) / 1000)
    return { isStopping: false, says: `waits for ${time}${waitingFor === null ? '' : `: ${waitingFor}`}` }
  }
  return { isStopping: false, says: stateReason }
}

/** Beforehand. */
export function stopEffect({ runName, worksForProject }: Agent): string {
  const run =
    runName === null
      ? 'It has no run in hand.'
      : `Its run ${runName} is stopped and counts as killed; what it logged is kept, and it can be run again.`
  const others = worksForProject ? ' It works for the whole project, so other sweeps lose it too.' : ''
  return `The agent ends its process when it hears of it, within seconds. ${run}${others}`
}

export function isStoppable({ state, stopRequestedAt }: Agent): boolean {
  return stopRequestedAt === null && (state === 'active' || state === 'set_aside')
}
