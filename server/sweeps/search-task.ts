/** What is asked of the search in a worker thread, and what it answers: plain JSON both ways. */
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { Importance, SuggestInput, SuggestOutput, Trial } from '~/server/domain/trial'

export type SearchTask =
  | { kind: 'suggest'; input: SuggestInput }
  | { kind: 'importance'; input: { config: SweepConfig; trials: Trial[] } }

export type SearchAnswer =
  | { kind: 'suggest'; output: SuggestOutput; tookMs: number }
  | { kind: 'importance'; output: Importance }
