/** All background jobs and how often each comes. */
import { mergeChunks } from './merge-chunks'
import { reapSilent } from './reap-silent'
import { reviewEarlyTermination } from './review-early-termination'
import type { Job } from './scheduler'

export const JOBS: Job[] = [
  { name: 'reap-silent', everyMs: 5000, run: reapSilent },
  { name: 'review-early-termination', everyMs: 3000, run: reviewEarlyTermination },
  { name: 'merge-chunks', everyMs: 10_000, run: mergeChunks },
]
