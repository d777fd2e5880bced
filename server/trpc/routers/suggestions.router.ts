import { z } from 'zod'
import { sweepRefSchema } from '~/server/domain/ids'
import {
  enqueuedSchema,
  enqueueInputSchema,
  retriedSchema,
  retryInputSchema,
  suggestionQueueSchema,
  suggestionRefSchema,
} from '~/server/domain/suggestion'
import * as queue from '~/server/sweeps/controls/queue.service'
import { procedure, router } from '../init'

/** The queue of a sweep. */
export const suggestionsRouter = router({
  list: procedure
    .input(sweepRefSchema)
    .output(suggestionQueueSchema)
    .query(({ ctx, input }) => queue.listQueue(ctx, input.sweep)),
  /** Puts a hand-written run before everything that waits. */
  enqueue: procedure
    .input(enqueueInputSchema)
    .output(enqueuedSchema)
    .mutation(({ ctx, input }) => queue.enqueue(ctx, input)),
  /** Asks for failed runs again: the same config under a new number. */
  retry: procedure
    .input(retryInputSchema)
    .output(retriedSchema)
    .mutation(({ ctx, input }) => queue.retry(ctx, input)),
  withdraw: procedure
    .input(suggestionRefSchema)
    .output(z.object({}))
    .mutation(({ ctx, input }) => queue.withdraw(ctx, input)),
  moveToFront: procedure
    .input(suggestionRefSchema)
    .output(z.object({}))
    .mutation(({ ctx, input }) => queue.moveToFront(ctx, input)),
})
