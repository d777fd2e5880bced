/** A state of a server under a name: what it is for, how it is made, and which pages show it. */
import type { Api } from '../api-client'
import type { SeededProject } from './seeded-project'

export type Place = {
  api: Api
  entity: string
  project: string
}

export type Scenario = {
  /** One line for people. */
  about: string
  /** What is in the project at its beginning, as of a moment. */
  seeded?: (nowMs: number) => SeededProject
  /** What goes on after it is made, until the signal. */
  goOn?: (place: Place, signal: AbortSignal) => Promise<void>
}
