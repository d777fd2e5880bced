'use client'

import Link from 'next/link'
import { memo } from 'react'
import { StateMark } from '~/components/layout/state-mark'
import { cn } from '~/components/lib/cn'
import { formatCount, formatDuration } from '~/components/lib/format'
import { runHref, sweepHref } from '~/components/lib/paths'
import { MethodWord } from '~/components/sweeps/method-word'
import { SortHead } from '~/components/sweeps/sort-head'
import type { ComparedSweep, Comparison } from '~/server/domain/comparison'
import type { ProjectPath } from '~/server/domain/ids'
import { isBetter } from '~/server/domain/objective'
import { sayReach } from '../../charts/prepare/compare/reach'
import { levelText, mayGoOn, valueSayer } from '../../charts/prepare/compare/words'
import type { SetCompareState } from '../search-params'
import { nextSort, readSort, type SortKey, sortedSweeps, writeSort } from './sweep-sort'

type CompareTableProps = {
  comparison: Comparison
  path: ProjectPath
  /** As the address has it. */
  sort: string
  onState: SetCompareState
}

/** The compared sweeps in numbers; what leads a column is bold. */
export const CompareTable = memo(function CompareTable({
  comparison,
  path,
  sort: sortText,
  onState,
}: CompareTableProps) {
  const sort = readSort(sortText)
  const sweeps = sortedSweeps(comparison, sort)
  const leaders = leadersOf(comparison)
  const say = valueSayer(comparison)
  const head = (key: SortKey, label: string, isNumeric = true) => (
    <SortHead
      key={key}
      label={label}
      isNumeric={isNumeric}
      direction={sort?.key !== key ? 'none' : sort.isDescending ? 'descending' : 'ascending'}
      onSort={() => onState({ sort: writeSort(nextSort(sort, key, comparison)) })}
    />
  )
  const row = { comparison, path, leaders, say }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section aria-label="Compared sweeps" tabIndex={0} className="overflow-x-auto max-sm:hidden">
        <table className="w-full border-collapse text-13">
          <thead>
            <tr className="h-8 border-hairline border-b">
              {head('name', 'Sweep', false)}
              {head('method', 'Method', false)}
              <th scope="col" className="px-2 font-normal text-12 text-muted">
                State
              </th>
              {head('runs', 'Runs')}
              {head('best', `Best ${comparison.objective.name}`)}
              {head('toBest', 'Runs to its best')}
              {head('toLevel', `${comparison.axis === 'runs' ? 'Runs' : 'Time'} to ${levelText(comparison)}`)}
              {head('time', 'Compute time')}
              {head('tenth', 'Mean of best tenth')}
            </tr>
          </thead>
          <tbody>
            {sweeps.map((sweep) => (
              <SweepRow key={sweep.sweep} sweep={sweep} {...row} />
            ))}
          </tbody>
        </table>
      </section>
      <ul aria-label="Compared sweeps" className="sm:hidden">
        {sweeps.map((sweep) => (
          <SweepLine key={sweep.sweep} sweep={sweep} {...row} />
        ))}
      </ul>
    </>
  )
})

type Leaders = { best: number | null; toBest: number | null; toLevel: number | null; tenth: number | null }

/** Of a column with one number nothing leads. */
function leadersOf({ sweeps, objective, axis }: Comparison): Leaders {
  const pick = (values: (number | null)[], isFirst: (a: number, b: number) => boolean) => {
    const known = values.filter((value) => value !== null)
    return known.length < 2 ? null : known.reduce((first, value) => (isFirst(value, first) ? value : first))
  }
  const better = (a: number, b: number) => isBetter(objective.goal, a, b)
  const less = (a: number, b: number) => a < b
  return {
    best: pick(
      sweeps.map(({ best }) => best),
      better,
    ),
    toBest: pick(
      sweeps.map(({ runsToBest }) => runsToBest),
      less,
    ),
    toLevel: pick(
      sweeps.map((sweep) => (axis === 'runs' ? sweep.runsToLevel : sweep.secondsToLevel)),
      less,
    ),
    tenth: pick(
      sweeps.map(({ bestTenth }) => bestTenth?.mean ?? null),
      better,
    ),
  }
}

type RowProps = {
  sweep: ComparedSweep
  comparison: Comparison
  path: ProjectPath
  leaders: Leaders
  /** Values of the metric, with digits that tell the sweeps apart. */
  say: (value: number) => string
}

function reachText({ axis }: Comparison, sweep: ComparedSweep): string {
  const [at, end] = axis === 'runs' ? [sweep.runsToLevel, sweep.runCount] : [sweep.secondsToLevel, sweep.computeSeconds]
  if (at !== null && axis === 'runs') return formatCount(at)
  return sayReach(at, end, { axis, state: sweep.state })
}

function SweepRow({ sweep, comparison, path, leaders, say }: RowProps) {
  const strong = (value: number | null, leader: number | null) =>
    cn('px-2 py-1 numeric', value !== null && value === leader && 'font-medium')
  const toLevel = comparison.axis === 'runs' ? sweep.runsToLevel : sweep.secondsToLevel
  return (
    <tr className="h-8 border-hairline border-b">
      <td className="max-w-60 py-1 pr-2">
        <Link href={sweepHref(path, sweep.sweep)} className="link block truncate font-medium" title={sweep.name}>
          {sweep.name}
        </Link>
      </td>
      <td className="px-2 py-1">
        <MethodWord method={sweep.method} />
      </td>
      <td className="px-2 py-1">
        <SweepState sweep={sweep} />
      </td>
      <td className="numeric px-2 py-1">
        {formatCount(sweep.runCount)}
        {sweep.withoutValueCount > 0 && (
          <span
            className="text-muted"
            title="ended without a value"
          >{` (${formatCount(sweep.withoutValueCount)} no value)`}</span>
        )}
      </td>
      <td className={strong(sweep.best, leaders.best)}>
        <BestLink sweep={sweep} path={path} say={say} />
      </td>
      <td className={strong(sweep.runsToBest, leaders.toBest)}>
        {sweep.runsToBest === null ? '–' : formatCount(sweep.runsToBest)}
      </td>
      <td className={cn(strong(toLevel, leaders.toLevel), toLevel === null && 'text-muted')}>
        {comparison.level.threshold === null ? '–' : reachText(comparison, sweep)}
      </td>
      <td className="numeric px-2 py-1">{formatDuration(sweep.computeSeconds)}</td>
      <td className={strong(sweep.bestTenth?.mean ?? null, leaders.tenth)}>
        {sweep.bestTenth === null ? '–' : say(sweep.bestTenth.mean)}
        {sweep.bestTenth && <span className="text-muted">{` of ${sweep.bestTenth.count}`}</span>}
      </td>
    </tr>
  )
}

function SweepState({ sweep: { state } }: { sweep: ComparedSweep }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StateMark state={state} />
      {mayGoOn(state) && <span className="text-12 text-muted">may still go on</span>}
    </span>
  )
}

function BestLink({ sweep: { best, bestRunId }, path, say }: Pick<RowProps, 'sweep' | 'path' | 'say'>) {
  if (best === null || bestRunId === null) return '–'
  return (
    <Link href={runHref({ ...path, run: bestRunId })} className="hover:underline">
      {say(best)}
    </Link>
  )
}

/** On a phone: the name, the best, and what it took. */
function SweepLine({ sweep, comparison, path, say }: RowProps) {
  return (
    <li className="flex flex-col gap-0.5 border-hairline border-b py-2">
      <div className="flex items-baseline gap-3">
        <Link href={sweepHref(path, sweep.sweep)} className="link min-w-0 flex-1 truncate text-13 font-medium">
          {sweep.name}
        </Link>
        <span className="text-13 font-medium tabular-nums">
          <BestLink sweep={sweep} path={path} say={say} />
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-12 text-muted">
        <MethodWord method={sweep.method} />
        <SweepState sweep={sweep} />
        <span>{`${formatCount(sweep.runCount)} runs in ${formatDuration(sweep.computeSeconds)}`}</span>
        {comparison.level.threshold !== null && (
          <span>{`to ${say(comparison.level.threshold)}: ${reachText(comparison, sweep)}`}</span>
        )}
      </div>
    </li>
  )
}
