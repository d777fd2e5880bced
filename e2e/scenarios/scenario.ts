/** A state of a server under a name: what it is for, how it is made, and which pages show it. */
import type { Api } from '../api-client'

export type Place = {
  api: Api
  entity: string
  project: string
  /** The moment that the scenario is made for: what it tells of happened before. */
  nowMs: number
  /** Address of the server's own database. Throws when it is not at hand. */
  databaseUrl(): Promise<string>
}

export type Scenario = {
  /** One line for people. */
  about: string
  /** The project is new and empty. */
  make(place: Place): Promise<void>
  /** What goes on after it is made, until the signal. */
  goOn?: (place: Place, signal: AbortSignal) => Promise<void>
}
