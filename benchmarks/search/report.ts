/** From outcomes to rows: a row for each objective, method and measure, then the whole set. */
import type { BenchRow } from '../bench-row'
import type { Objective } from './objective'
import { OUR_METHODS } from './ours'
import type { Outcome } from './simulate'
import { mean, median, quantile, ranks, signedRankP } from './statistics'

export type Result = {
  objective: Objective
  /** By method; one outcome a seed. */
  outcomes: Map<string, Outcome[]>
  /** What random search reaches in 200 evaluations. */
  regretToReach: number
}

type Setting = { names: string[]; parallel: number; budget: number }

const MARKS = [25, 50, 100]
const SIGNIFICANT = 0.05

export function reportOf(results: Result[], setting: Setting): BenchRow[] {
  return [
    ...results.flatMap((result) => setting.names.flatMap((name) => rowsOf(result, name, setting))),
    ...setting.names.flatMap((name) => overall(results, name, setting)),
  ]
}

function rowsOf(result: Result, method: string, setting: Setting): BenchRow[] {
  const all = result.outcomes.get(method) ?? []
  const row = (measure: string, unit: string, value: number): BenchRow => ({
    case: `${result.objective.name} parallel=${setting.parallel}`,
    method,
    measure,
    unit,
    value,
  })
  const marks = MARKS.filter((mark) => mark <= setting.budget)
  const regrets = marks.flatMap((mark) => {
    const logs = all.map((outcome) => logRegret(result.objective, outcome, mark))
    return [
      { ...row(`log10_regret_${mark}`, 'log10', median(logs)), ...besidePeers(result, method, mark, setting) },
      row(`log10_regret_${mark}_q1`, 'log10', quantile(logs, 0.25)),
      row(`log10_regret_${mark}_q3`, 'log10', quantile(logs, 0.75)),
    ]
  })
  return [
    ...regrets,
    row(
      'evaluations_to_random_200',
      `evaluations, ${setting.budget + 1} means never`,
      median(all.map((one) => evaluationsTo(one, result.regretToReach))),
    ),
    row('suggest_ms_median', 'ms', median(all.flatMap(({ tookMs }) => tookMs))),
    row('suggest_ms_last_10', 'ms', median(all.flatMap(({ tookMs }) => tookMs.slice(-10)))),
  ]
}

function logRegret({ regretMin = 1e-8 }: Objective, { regret }: Outcome, mark: number): number {
  return Math.log10(Math.max(regretMin, regret[mark - 1] ?? Number.NaN))
}

function evaluationsTo({ regret }: Outcome, goal: number): number {
  const first = regret.findIndex((each) => each <= goal)
  return first === -1 ? regret.length + 1 : first + 1
}

/** Ours beside the best peer of that mark. */
function besidePeers(result: Result, method: string, mark: number, { names }: Setting): Partial<BenchRow> {
  if (!isOurs(method)) return {}
  const at = (name: string) =>
    median((result.outcomes.get(name) ?? []).map((outcome) => logRegret(result.objective, outcome, mark)))
  const [best] = names.filter((name) => !isOurs(name)).sort((a, b) => at(a) - at(b))
  if (best === undefined) return {}
  return { peer: best, peerValue: at(best), ratio: 10 ** (at(best) - at(method)) }
}

function isOurs(name: string): boolean {
  return OUR_METHODS[name] !== undefined
}

/** Over all objectives at the last mark: mean rank, mean of medians, and who is beaten by whom beyond luck. */
function overall(results: Result[], method: string, setting: Setting): BenchRow[] {
  const { names, parallel, budget } = setting
  const last = MARKS.filter((mark) => mark <= budget).at(-1) ?? budget
  const medianOf = (result: Result, name: string, mark: number) =>
    median((result.outcomes.get(name) ?? []).map((outcome) => logRegret(result.objective, outcome, mark)))
  const row = (measure: string, unit: string, value: number): BenchRow => ({
    case: `all parallel=${parallel}`,
    method,
    measure,
    unit,
    value,
  })
  const rank = mean(
    results.map(
      (result) => ranks(names.map((name) => medianOf(result, name, last)))[names.indexOf(method)] ?? Number.NaN,
    ),
  )
  const others = names.filter((name) => name !== method)
  return [
    row('mean_rank', 'rank', rank),
    ...MARKS.filter((mark) => mark <= budget).map((mark) =>
      row(`mean_log10_regret_${mark}`, 'log10', mean(results.map((result) => medianOf(result, method, mark)))),
    ),
    ...others.flatMap((other) => {
      const verdicts = results.map((result) => compared(result, method, other, last))
      return [
        row(`beats ${other}`, 'objectives', verdicts.filter((verdict) => verdict === 'wins').length),
        row(`loses to ${other}`, 'objectives', verdicts.filter((verdict) => verdict === 'loses').length),
      ]
    }),
  ]
}

function compared(result: Result, a: string, b: string, mark: number): 'wins' | 'loses' | 'draw' {
  const [left = [], right = []] = [a, b].map((name) =>
    (result.outcomes.get(name) ?? []).map((outcome) => logRegret(result.objective, outcome, mark)),
  )
  if (signedRankP(left, right) >= SIGNIFICANT) return 'draw'
  return mean(left.map((value, index) => value - (right[index] ?? 0))) < 0 ? 'wins' : 'loses'
}
