/** For tests alone. */
import type { SweepSummary } from '~/server/domain/sweep'

export function aSweepSummary(id: string, day: number, over: Partial<SweepSummary> = {}): SweepSummary {
  return {
    id,
    storageId: id,
    projectId: id,
    entity: 'ada',
    project: 'mnist',
    name: id,
    state: 'finished',
    endReason: null,
    version: 1,
    priority: 0,
    endsAt: null,
    method: 'grid',
    objective: { name: 'val_accuracy', goal: 'maximize' },
    runs: { pending: 0, running: 0, finished: 3, bad: 0, killed: 0, total: 3 },
    expectedCount: 3,
    agentCount: 0,
    best: { runId: 'r', runName: 'r', value: 1 },
    progress: { place: [1], value: [1] },
    computeSeconds: 60,
    createdAt: `2026-01-0${day}T00:00:00Z`,
    startedAt: null,
    endedAt: null,
    updatedAt: `2026-01-0${day}T00:00:00Z`,
    ...over,
  }
}
