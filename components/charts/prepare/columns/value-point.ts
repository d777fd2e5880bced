/** Values of runs' columns as charts over runs take them. Pure. */
import type { Json } from '~/server/domain/json'
import type { RunState } from '~/server/domain/run-state'

export type ValuePoint = {
  id: string
  storageId: string
  name: string
  color: string
  state: RunState
  /** One for each column that was asked for; null where the run has none. */
  values: Json[]
}
