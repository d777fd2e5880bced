/**
 * Looks at sweeps while their runs run: ends runs whose curves are too weak (early_terminate) and sweeps whose target
 * is reached. Called by a job, because ingest must not wait for it; the next answer a run gets carries its stop.
 */
import { transaction } from '~/server/db/transaction'
import type { Curve } from '~/server/domain/trial'
import { publish } from '~/server/live/publish'
import { requestStopRuns } from '~/server/runs/run.service'
import { runsToStop } from '~/server/search/controller'
import * as curves from './curve.store'
import { endAtTarget, type Work } from './suggest.service'
import { listSweepsUnderReview, type StoredSweep } from './sweep.store'

/** Points that a sweep had at its last review; a sweep whose curves did not move is not reviewed again. */
const reviewedAt = new Map<string, bigint>()

/** Sweeps that the deadline leaves out are first in line at the next call, since the others will not have moved. */
export async function reviewSweeps(work: Work, isOverdue: () => boolean): Promise<void> {
  const sweeps = await listSweepsUnderReview(work.db)
  const ids = new Set(sweeps.map(({ storageId }) => storageId))
  for (const id of reviewedAt.keys()) if (!ids.has(id)) reviewedAt.delete(id)
  for (const sweep of sweeps) {
    if (isOverdue()) return
    await reviewSweep(work, sweep)
  }
}

async function reviewSweep(work: Work, sweep: StoredSweep): Promise<void> {
  const { storageId, projectId, config } = sweep
  if (config.metric === undefined) return
  const count = await curves.countCurvePoints(work.db, storageId, config.metric.name)
  if (reviewedAt.get(storageId) === count) return
  reviewedAt.set(storageId, count)
  if (await transaction(work.db, (tx) => endAtTarget({ ...work, db: tx }, sweep))) {
    publish({ kind: 'sweep', projectId, id: storageId, sweepId: storageId })
  }
  if (config.early_terminate !== undefined) await stopWeakRuns(work, sweep, config.metric.name)
}

async function stopWeakRuns(work: Work, sweep: StoredSweep, metric: string): Promise<void> {
  const { storageId, projectId, config } = sweep
  const runs = await curves.listRunsWithMetric(work.db, [storageId], metric)
  const values = new Map<string, number[]>()
  await curves.eachCurve(work.db, { runIds: runs.map(({ id }) => id), metric }, (runId, points) => {
    values.set(runId, Array.from(points.values).filter(Number.isFinite))
  })
  const judged: Curve[] = runs.map(({ id, state }) => ({ id, state, values: values.get(id) ?? [] }))
  for (const { id, reason } of runsToStop({ config, curves: judged })) {
    const stopped = await transaction(work.db, (tx) =>
      requestStopRuns(tx, { storageIds: [id], reason, now: work.now() }),
    )
    if (stopped === 0) continue
    work.log.info({ run: id, reason }, 'a run is stopped early')
    publish({ kind: 'run', projectId, id, sweepId: storageId })
  }
}
