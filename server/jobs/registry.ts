/** All background jobs and how often each comes. */
import { purgeExpired } from '~/server/accounts/session.service'
import { endByTime } from './end-by-time'
import { mergeChunks } from './merge-chunks'
import { purgeTrash } from './purge-trash'
import { reapSilent } from './reap-silent'
import { reviewEarlyTermination } from './review-early-termination'
import type { Job } from './scheduler'
import { sweepBlobs } from './sweep-blobs'

export const JOBS: Job[] = [
  { name: 'end-by-time', everyMs: 1000, run: endByTime },
  { name: 'reap-silent', everyMs: 5000, run: reapSilent },
  { name: 'review-early-termination', everyMs: 3000, run: reviewEarlyTermination },
  { name: 'purge-expired', everyMs: 3_600_000, run: purgeExpired },
  { name: 'purge-trash', everyMs: 600_000, run: purgeTrash },
  { name: 'sweep-blobs', everyMs: 900_000, run: sweepBlobs },
  { name: 'merge-chunks', everyMs: 10_000, run: mergeChunks },
]
