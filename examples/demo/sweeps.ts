/** The demo's project and its three sweeps: found again at the second start, made at the first or when asked anew. */
import type { createTRPCClient } from '@trpc/client'
import type { SweepSummary } from '~/server/domain/sweep'
import type { Method } from '~/server/domain/sweep-config'
import type { AppRouter } from '~/server/trpc/router'

export type Client = ReturnType<typeof createTRPCClient<AppRouter>>

export const PROJECT = 'fashion-mnist'

/** A grid has an end of its own: 60 combinations. The other two have a cap, so that the demo ends by itself. */
const RUN_CAPS: Partial<Record<Method, number>> = { random: 20, bayes: 20 }
export const DEMO_METHODS: readonly Method[] = ['grid', 'random', 'bayes']

function configOf(method: Method): object {
  return {
    name: method,
    description: 'Width of the hidden layer, batch size and epochs of a small network on Fashion-MNIST.',
    program: 'examples/fashion-mnist/agent.ts',
    method,
    metric: { name: 'val_accuracy', goal: 'maximize' },
    parameters: {
      layers: { values: [32, 64, 96, 128, 256] },
      batch_size: { values: [32, 64, 96, 128] },
      epochs: { values: [5, 10, 15] },
    },
    // A person would not walk a grid in order either: the first runs should show the whole of the space.
    ...(method === 'grid' ? { grid: { random_order: true } } : {}),
    ...(RUN_CAPS[method] === undefined ? {} : { run_cap: RUN_CAPS[method] }),
    seed: 2020,
  }
}

export function isOver(sweep: SweepSummary): boolean {
  return sweep.state === 'finished' || sweep.state === 'canceled'
}

/** The newest sweep of each method, made where there is none; with `isFresh` all three are made and older ones ended. */
export async function ensureSweeps(client: Client, entity: string, isFresh: boolean): Promise<SweepSummary[]> {
  const before = await listDemoSweeps(client, entity)
  if (isFresh) {
    for (const sweep of before.filter((sweep) => !isOver(sweep)))
      await client.sweeps.change.mutate({ sweep: sweep.id, action: 'cancel' })
  }
  const missing = DEMO_METHODS.filter((method) => isFresh || !before.some((sweep) => sweep.method === method))
  for (const method of missing) {
    await client.sweeps.create.mutate({ entity, project: PROJECT, config: JSON.stringify(configOf(method)) })
  }
  return newestOfEach(await listDemoSweeps(client, entity))
}

/** In the order of the methods. */
export function newestOfEach(sweeps: readonly SweepSummary[]): SweepSummary[] {
  return DEMO_METHODS.flatMap((method) => {
    const [newest] = sweeps
      .filter((sweep) => sweep.method === method)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    return newest === undefined ? [] : [newest]
  })
}

/** Those that carry the demo's names; sweeps that a person made in the project are left alone. */
async function listDemoSweeps(client: Client, entity: string): Promise<SweepSummary[]> {
  const projects = await client.projects.list.query({ entity })
  if (!projects.some((project) => project.name === PROJECT)) return []
  const sweeps = await client.sweeps.list.query({ entity, project: PROJECT })
  return sweeps.filter((sweep) => sweep.name === sweep.method)
}
