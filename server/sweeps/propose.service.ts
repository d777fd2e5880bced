/**
 * A sweep from runs that are there: the space that they suggest, the metric they are most likely about, the program
 * they were, and which of them a search could learn from. Nothing is made here; the person who asked decides.
 */
import type { Ctx } from '~/server/context'
import { invalid } from '~/server/domain/errors'
import { placerOf } from '~/server/domain/in-space'
import { guessGoal, metricRank } from '~/server/domain/metric-guess'
import { goalSchema, type Objective } from '~/server/domain/objective'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import { listRunsInputSchema, type RunPage } from '~/server/domain/run-list'
import { proposeSpace } from '~/server/domain/space-proposal/propose-space'
import { proposedYaml } from '~/server/domain/space-proposal/proposed-yaml'
import { PRIOR_RUNS_MAX } from '~/server/domain/sweep'
import type { SweepConfig } from '~/server/domain/sweep-config'
import {
  type MetricChoice,
  type PreviewPriorInput,
  type PriorPreview,
  type ProposeInput,
  type RunSource,
  SOURCE_RUNS_MAX,
  type SpaceProposal,
} from '~/server/domain/sweep-proposal'
import type { PriorTrial } from '~/server/domain/trial'
import { findProjectRef } from '~/server/projects/project.service'
import { listRuns } from '~/server/runs/run.service'
import { judgePrior } from './prior.service'
import { runImportance } from './run-search'
import * as store from './source.store'
import { objectiveOf } from './sweep-end'
import { listPriorTrials } from './trial.store'

const PAGE_RUNS = 1000
const METRICS_MAX = 200
const SHOWN_RUNS_MAX = 200

export async function proposeSweep(ctx: Ctx, input: ProposeInput): Promise<SpaceProposal> {
  const { storageIds, total, missing } = await readSource(ctx, input)
  const [metrics, { program, seconds }] = await Promise.all([
    metricChoices(ctx, storageIds),
    store.findProgram(ctx.db, storageIds),
  ])
  const objective = input.objective ?? likelyObjective(metrics)
  const trials = await listPriorTrials(ctx.db, { storageIds }, objective)
  const seen = trials.map((trial) => ({ config: trial.config, value: trial.best }))
  const settings = proposeSpace(seen, objective)
  return {
    total,
    readCount: seen.length,
    missing,
    settings,
    metrics,
    objective,
    program,
    medianSeconds: seconds,
    yaml: proposedYaml({ settings, objective, runCount: seen.length, program, command: commandFor(program) }),
  }
}

type Source = { storageIds: string[]; total: number; missing: string[] }

/** Newest first, at most as many as a proposal looks at. */
async function readSource(ctx: Ctx, { runs: names, ...match }: RunSource): Promise<Source> {
  if (names.length > 0) {
    const project = await findProjectRef(ctx, match)
    const storable = names.map((name) => name.replaceAll('\0', ''))
    const found = await store.findNamedRuns(ctx.db, project.id, storable)
    const known = new Set(found.map(({ run }) => run))
    const missing = [...new Set(names)].filter((name) => !known.has(name))
    return { storageIds: found.map(({ storageId }) => storageId), total: found.length, missing }
  }
  const storageIds: string[] = []
  let total = 0
  let cursor: string | null = null
  do {
    const asked = listRunsInputSchema.parse({ ...match, cursor, limit: PAGE_RUNS })
    const page: RunPage = await listRuns(ctx, asked)
    storageIds.push(...page.runs.map(({ storageId }) => storageId))
    total = page.total
    cursor = page.nextCursor
  } while (cursor !== null && storageIds.length < SOURCE_RUNS_MAX)
  return { storageIds, total, missing: [] }
}

/** What the runs' own sweeps aim at comes first, then by what names say, then by how many runs have it. */
async function metricChoices(ctx: Ctx, storageIds: string[]): Promise<MetricChoice[]> {
  const [counted, aimed] = await Promise.all([
    store.countMetrics(ctx.db, storageIds),
    store.listSweepMetrics(ctx.db, storageIds),
  ])
  const choices = counted.map(({ name, runCount }): MetricChoice & { rank: number } => {
    const place = aimed.findIndex((metric) => metric.name === name)
    const sweep = aimed[place]
    const guess = guessGoal(name)
    if (sweep !== undefined) {
      const goal = goalSchema.safeParse(sweep.goal).data ?? null
      return { name, runCount, goal, because: `the sweep ${sweep.sweep}`, rank: 100 - place }
    }
    return { name, runCount, goal: guess?.goal ?? null, because: guess?.word ?? null, rank: metricRank(name) }
  })
  return choices
    .sort((a, b) => b.rank - a.rank || b.runCount - a.runCount || (a.name < b.name ? -1 : 1))
    .slice(0, METRICS_MAX)
    .map(({ rank, ...choice }) => choice)
}

function likelyObjective(metrics: readonly MetricChoice[]): Objective | null {
  const first = metrics.find(({ name, goal }) => goal !== null || metricRank(name) >= 0)
  return first === undefined ? null : { name: first.name, goal: first.goal ?? 'minimize' }
}

/** Agents start a program with Python unless they are told otherwise. */
function commandFor(program: string | null): string[] | null {
  const macro = (name: string) => `\${${name}}`
  if (program === null || !/\.[cm]?[jt]s$/.test(program)) return null
  const runner = /\.[cm]?ts$/.test(program) ? ['npx', 'tsx'] : ['node']
  return [macro('env'), ...runner, macro('program'), macro('args')]
}

/** Which of the runs a sweep of this config would learn from, and what they say of its parameters. */
export async function previewPrior(ctx: Ctx, input: PreviewPriorInput): Promise<PriorPreview> {
  const parsed = parseSweepConfig(input.config)
  if (parsed.kind === 'refused') throw invalid(parsed.problems)
  const { config } = parsed
  const { storageIds, total } = await readSource(ctx, input)
  const objective = objectiveOf(config)
  const [trials, labels] = await Promise.all([
    listPriorTrials(ctx.db, { storageIds }, objective),
    store.listRunLabels(ctx.db, storageIds),
  ])
  const judge = judgePrior(config)
  const byId = new Map(trials.map((trial) => [trial.id, { trial, verdict: judge(trial) }]))
  const judged = labels.flatMap((label) => {
    const known = byId.get(label.storageId)
    return known === undefined ? [] : [{ ...label, ...known }]
  })
  const counting = judged.filter(({ verdict }) => verdict === null).slice(0, PRIOR_RUNS_MAX)
  return {
    total,
    counting: counting.map(({ storageId, run }) => ({ storageId, run })),
    reasons: tally(judged.flatMap(({ verdict }) => verdict?.group ?? [])),
    runs: judged.slice(0, SHOWN_RUNS_MAX).map(({ trial, verdict, ...label }) => ({
      ...label,
      entity: input.entity,
      project: input.project,
      value: trial.best,
      reason: verdict?.reason ?? null,
    })),
    importance: objective === null ? null : await importanceOf(config, trials),
  }
}

/** What matters is asked of the runs themselves, whatever the method would make of them. */
async function importanceOf(config: SweepConfig, trials: readonly PriorTrial[]) {
  const asBayes = { ...config, method: 'bayes' as const }
  const [judge, place] = [judgePrior(asBayes), placerOf(asBayes)]
  const counting = trials.flatMap((trial, number) => {
    const placed = place(trial.config)
    return judge(trial) === null && placed.kind === 'inside' ? [{ ...trial, config: placed.config, number }] : []
  })
  return runImportance({ config, trials: counting })
}

function tally(words: readonly string[]): { reason: string; runCount: number }[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([reason, runCount]) => ({ reason, runCount }))
}
