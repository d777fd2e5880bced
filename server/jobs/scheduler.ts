/**
 * The clock of the background jobs. Every process ticks; an advisory lock lets one of them run a job at a time, so
 * replicas do not collide and none is special.
 */
import type { Db } from '~/server/db/client'
import { tryLock } from '~/server/db/lock'
import { transaction } from '~/server/db/transaction'
import type { BlobStore } from '~/server/files/blob-store'
import type { Logger } from '~/server/log'
import { jobSeconds } from '~/server/metrics-registry'

export type JobCtx = { db: Db; blobs: BlobStore; now: () => Date; log: Logger }

export type Job = {
  name: string
  everyMs: number
  /** Ends by `deadline` (epoch ms) and takes up the rest at its next turn. */
  run(ctx: JobCtx, deadlineMs: number): Promise<void>
}

const TURN_MS_MAX = 20_000

export type Scheduler = { stop(): Promise<void> }

export function startScheduler(ctx: JobCtx, jobs: Job[]): Scheduler {
  let isStopped = false
  const running = new Set<Promise<void>>()
  const timers = jobs.map((job) => {
    let isBusy = false
    return setInterval(() => {
      if (isBusy || isStopped) return
      isBusy = true
      const turn = takeTurn(ctx, job).finally(() => {
        isBusy = false
        running.delete(turn)
      })
      running.add(turn)
    }, job.everyMs)
  })
  return {
    async stop() {
      isStopped = true
      timers.forEach(clearInterval)
      await Promise.all(running)
    },
  }
}

/** Never rejects: a job that fails is logged and comes again. */
async function takeTurn(ctx: JobCtx, job: Job): Promise<void> {
  const endTimer = jobSeconds.startTimer({ job: job.name })
  try {
    await transaction(ctx.db, async (tx) => {
      if (await tryLock(tx, `job:${job.name}`)) await job.run(ctx, ctx.now().getTime() + TURN_MS_MAX)
    })
  } catch (error) {
    ctx.log.warn(
      { job: job.name, error: error instanceof Error ? error.message : String(error) },
      'a job failed and comes again',
    )
  } finally {
    endTimer()
  }
}
