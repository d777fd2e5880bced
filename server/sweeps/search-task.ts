/** What is asked of the search in a worker thread, and what it answers: plain JSON both ways. */
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { Importance, SuggestInput, SuggestOutput, Trial } from '~/server/domain/trial'
import type { ComparisonNumbers, ComparisonTask } from './comparison/task'

export type SearchTask =
  | { kind: 'suggest'; input: SuggestInput }
  | { kind: 'importance'; input: { config: SweepConfig; trials: Trial[] } }
  | { kind: 'comparison'; input: ComparisonTask }

export type SearchAnswer =
  | { kind: 'suggest'; output: SuggestOutput; tookMs: number }
  | { kind: 'importance'; output: Importance }
  | { kind: 'comparison'; output: ComparisonNumbers }
