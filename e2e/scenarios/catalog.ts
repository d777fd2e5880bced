/** Every scenario by its name. */
import { imageSweep } from './image-sweep'
import { liveRun } from './live-run'
import { longRun, longRuns } from './long-runs'
import { manyRuns } from './many-runs'
import { methodReplicates } from './method-replicates'
import { nanMetrics } from './nan-metrics'
import type { Scenario } from './scenario'
import { breathe, sweepUnderWay } from './sweep-under-way'
import { threeMethodsProject } from './three-methods'
import { twentySweeps } from './twenty-sweeps'

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'three-methods': {
    about: 'one space searched by grid (60 runs), random (20) and bayes (20)',
    seeded: threeMethodsProject,
  },
  'method-replicates': {
    about: 'random and bayes under five seeds each, and a shuffled grid',
    seeded: methodReplicates,
  },
  'twenty-sweeps': {
    about: '20 random searches of 5,000 runs each, as much as a comparison takes; a minute or two',
    seeded: (nowMs) => twentySweeps({ runsEach: 5000, nowMs }),
  },
  'thousand-run-sweep': {
    about: 'a random search of 1,000 runs over six parameters, with failures, crashes and agents',
    seeded: (nowMs) => imageSweep({ runCount: 1000, nowMs }),
  },
  'five-thousand-run-sweep': {
    about: 'the same with 5,000 runs, for parallel coordinates',
    seeded: (nowMs) => imageSweep({ runCount: 5000, nowMs }),
  },
  'sweep-under-way': {
    about:
      'a sweep in the middle of it, with agents at work, one set aside, and failures; its agents live as long as it',
    seeded: sweepUnderWay,
    goOn: breathe,
  },
  'hundred-runs': {
    about: 'a project of 100 runs with four sweeps, groups and tags',
    seeded: (nowMs) => manyRuns({ runCount: 100, nowMs }),
  },
  'ten-thousand-runs': {
    about: 'the same with 10,000 runs',
    seeded: (nowMs) => manyRuns({ runCount: 10_000, nowMs }),
  },
  'hundred-thousand-runs': {
    about: 'the same with 100,000 runs; takes a minute or two',
    seeded: (nowMs) => manyRuns({ runCount: 100_000, nowMs }),
  },
  'nan-metrics': {
    about: 'runs whose numbers go wrong in every way there is, and three in the trash',
    seeded: nanMetrics,
  },
  'long-run': {
    about: 'one run of a million steps with six metrics',
    seeded: (nowMs) => longRun({ steps: 1_000_000, nowMs }),
  },
  'fifty-long-runs': {
    about: '50 runs of 100,000 steps with three metrics',
    seeded: (nowMs) => longRuns({ count: 50, steps: 100_000, nowMs }),
  },
  'live-run': {
    about: 'a run that goes on until it is stopped; each call starts one',
    goOn: liveRun,
  },
  empty: {
    about: 'a project without a run',
  },
}
