/** Metrics as charts draw them: of single runs, and of groups of runs as one curve each. */
import type { Ctx } from '~/server/context'
import { invalid } from '~/server/domain/errors'
import { type Formula, parseFormula } from '~/server/domain/formula'
import type { GroupedInput, GroupedSeries, Series, SeriesInput, XAxis } from '~/server/domain/history'
import { toMetricValue } from '~/server/domain/json'
import { keepReadable } from '~/server/runs/run.service'
import { groupCurves } from '~/server/series/group'
import * as store from './chunk.store'
import { type DrawnSeries, drawByClock, drawBySteps, type SeriesView } from './drawn-series'
import { drawJoined, type JoinedQuestion } from './joined-series'

/** Buckets of all metrics of one answer; with many metrics each gets fewer. */
const BUCKETS_MAX = 500_000
const BUCKETS_EACH_MIN = 32
/** Metrics read at a time, so that memory is set by this and not by the question. */
const BATCH = 64

/** Runs that are gone and metrics that a run does not have are left out. Order: as asked, runs first. */
export async function readSeries(ctx: Ctx, input: SeriesInput): Promise<Series[]> {
  const storageIds = await keepReadable(ctx, input.storageIds)
  const share = Math.floor(BUCKETS_MAX / (storageIds.length * input.keys.length))
  const buckets = Math.min(input.buckets, Math.max(BUCKETS_EACH_MIN, share))
  const found: Series[] = []
  for await (const drawn of draw(ctx, storageIds, questionOf(input, buckets))) {
    found.push(...drawn.map((one) => seriesOf(one, input.withExtremes)))
  }
  return inAskedOrder(found, storageIds, input.keys)
}

/**
 * One curve a group and metric, from all its runs that are there; groups without any such metric are left out.
 */
export async function readGrouped(ctx: Ctx, input: GroupedInput): Promise<GroupedSeries[]> {
  const all = input.groups.flatMap(({ storageIds }) => storageIds)
  const readable = new Set(await keepReadable(ctx, all))
  const question = questionOf(input, input.buckets)
  const grouped: GroupedSeries[] = []
  for (const { key: group, storageIds } of input.groups) {
    const byKey = new Map<string, DrawnSeries[]>()
    for await (const drawn of draw(
      ctx,
      [...new Set(storageIds)].filter((id) => readable.has(id)),
      question,
    )) {
      for (const one of drawn) {
        const members = byKey.get(one.key)
        if (members === undefined) byKey.set(one.key, [one])
        else members.push(one)
      }
    }
    for (const [key, members] of byKey) {
      const curves = members.map(({ drawn }) => drawn)
      grouped.push({ group, key, runCount: members.length, ...groupCurves(curves, input.buckets) })
    }
  }
  return grouped
}

type Question = Pick<SeriesInput, 'keys' | 'stream' | 'x' | 'xMin' | 'xMax' | 'formula'>

function questionOf({ keys, stream, x, xMin, xMax, formula: text }: Question, buckets: number): JoinedQuestion {
  const parsed = text == null || text === '' ? null : parsedFormula(text)
  return {
    keys: [...new Set(keys)],
    stream,
    x,
    xMin: xMin ?? null,
    xMax: xMax ?? null,
    buckets,
    formula: parsed && { text: text ?? '', parsed },
  }
}

function parsedFormula(text: string): Formula {
  const parsed = parseFormula(text)
  if (parsed.kind === 'formula') return parsed.formula
  const { message, at } = parsed.error
  throw invalid([
    {
      path: 'formula',
      line: null,
      found: `${JSON.stringify(text)}: ${message}, at character ${at + 1}`,
      allowed: 'x, ${metric}, numbers, + - * / % ** and functions',
    },
  ])
}

async function* draw(
  { db }: Ctx,
  storageIds: readonly string[],
  question: JoinedQuestion,
): AsyncGenerator<DrawnSeries[]> {
  const { x, keys, stream } = question
  if (question.formula !== null || !isOwnAxis(x)) {
    yield* drawJoined(db, storageIds, question)
    return
  }
  const metrics = await store.listMetricsOf(db, { storageIds, keys, stream })
  for (let from = 0; from < metrics.length; from += BATCH) {
    const batch = metrics.slice(from, from + BATCH)
    const view: SeriesView = question
    yield x === 'step' ? await drawBySteps(db, batch, view) : await drawByClock(db, batch, { ...view, x })
  }
}

/** Axes that every row has, rather than those rows in which a metric was logged. */
function isOwnAxis(x: XAxis): x is 'step' | 'runtime' | 'time' {
  return x === 'step' || x === 'runtime' || x === 'time'
}

function seriesOf({ storageId, key, pointCount, drawn }: DrawnSeries, withExtremes: boolean): Series {
  return {
    storageId,
    key,
    pointCount,
    isExact: drawn.isExact,
    x: drawn.x,
    last: drawn.last.map(toMetricValue),
    min: withExtremes ? drawn.min.map(toMetricValue) : [],
    max: withExtremes ? drawn.max.map(toMetricValue) : [],
  }
}

function inAskedOrder(series: Series[], storageIds: readonly string[], keys: readonly string[]): Series[] {
  const run = new Map(storageIds.map((id, index) => [id, index]))
  const key = new Map(keys.map((name, index) => [name, index]))
  return series.sort(
    (a, b) =>
      (run.get(a.storageId) ?? 0) - (run.get(b.storageId) ?? 0) || (key.get(a.key) ?? 0) - (key.get(b.key) ?? 0),
  )
}
