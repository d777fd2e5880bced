/** What is measured: something that proposes configs and is told what came of them. Ours and every peer alike. */
import type { JsonObject } from '~/server/domain/json'
import type { Objective } from './objective'

export type Asked = {
  id: number
  params: JsonObject
  /** Time that the searcher itself took, without the pipe to it. */
  tookMs: number
}

export interface Session {
  /** Null when the space is used up. What was asked for and not told yet is known to be under way. */
  ask(): Promise<Asked | null>
  /** Null is a run that failed. */
  tell(id: number, value: number | null): Promise<void>
  close(): Promise<void>
}

export type Searcher = { name: string; start(objective: Objective, seed: number): Promise<Session> }
