/** Every scenario by its name. */
import { imageSweep } from './image-sweep'
import { liveRun } from './live-run'
import { longRun, longRuns } from './long-runs'
import { manyRuns } from './many-runs'
import { methodReplicates } from './method-replicates'
import { nanMetrics } from './nan-metrics'
import type { Place, Scenario } from './scenario'
import type { SeededProject } from './seeded-project'
import { threeMethodsProject } from './three-methods'
import { twentySweeps } from './twenty-sweeps'
import { writeProject } from './write/write-project'

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'three-methods': {
    about: 'one space searched by grid (60 runs), random (20) and bayes (20)',
    make: written(({ nowMs }) => threeMethodsProject(nowMs)),
  },
  'method-replicates': {
    about: 'random and bayes under five seeds each, and a shuffled grid',
    make: written(({ nowMs }) => methodReplicates(nowMs)),
  },
  'twenty-sweeps': {
    about: '20 random searches of 5,000 runs each, as much as a comparison takes; a minute or two',
    make: written(({ nowMs }) => twentySweeps({ runsEach: 5000, nowMs })),
  },
  'thousand-run-sweep': {
    about: 'a random search of 1,000 runs over six parameters, with failures, crashes and agents',
    make: written(({ nowMs }) => imageSweep({ runCount: 1000, nowMs })),
  },
  'five-thousand-run-sweep': {
    about: 'the same with 5,000 runs, for parallel coordinates',
    make: written(({ nowMs }) => imageSweep({ runCount: 5000, nowMs })),
  },
  'hundred-runs': {
    about: 'a project of 100 runs with four sweeps, groups and tags',
    make: written(({ nowMs }) => manyRuns({ runCount: 100, nowMs })),
  },
  'ten-thousand-runs': {
    about: 'the same with 10,000 runs',
    make: written(({ nowMs }) => manyRuns({ runCount: 10_000, nowMs })),
  },
  'hundred-thousand-runs': {
    about: 'the same with 100,000 runs; takes a minute or two',
    make: written(({ nowMs }) => manyRuns({ runCount: 100_000, nowMs })),
  },
  'nan-metrics': {
    about: 'runs whose numbers go wrong in every way there is',
    make: written(({ nowMs }) => nanMetrics(nowMs)),
  },
  'long-run': {
    about: 'one run of a million steps with six metrics',
    make: written(({ nowMs }) => longRun({ steps: 1_000_000, nowMs })),
  },
  'fifty-long-runs': {
    about: '50 runs of 100,000 steps with three metrics',
    make: written(({ nowMs }) => longRuns({ count: 50, steps: 100_000, nowMs })),
  },
  'live-run': {
    about: 'a run that goes on until it is stopped; each call starts one',
    make: async () => undefined,
    goOn: liveRun,
  },
  empty: {
    about: 'a project without a run',
    make: async () => undefined,
  },
}

function written(project: (place: Place) => SeededProject): Scenario['make'] {
  return async (place) => {
    const { api, entity, project: name } = place
    const { storageId } = await api.projects.byName.query({ entity, project: name })
    await writeProject(await place.databaseUrl(), { id: storageId, name: `${entity}/${name}` }, project(place))
  }
}
