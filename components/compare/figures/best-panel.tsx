'use client'

import { memo } from 'react'
import { methodColor } from '~/components/lib/color'
import { countOf, formatNumber } from '~/components/lib/format'
import type { Comparison } from '~/server/domain/comparison'
import { ChartEmpty, ChartFrame } from '../../charts/chart-frame'
import { dashOf } from '../../charts/compare/line-look'
import { BestChart } from '../../charts/drawn'
import { type CompareFigure, type FigureContender, isEmptyFigure } from '../../charts/prepare/compare/figure'
import { bestTable } from '../../charts/prepare/compare/tables'
import { levelText, whyFixed } from '../../charts/prepare/compare/words'
import { DataTableView } from './data-table-view'
import { Explain } from './explain'

const HEIGHT = 360

type BestPanelProps = { comparison: Comparison; figure: CompareFigure; summary: string }

/** Memoised: the budget below is nothing to this chart. */
export const BestPanel = memo(function BestPanel({ comparison, figure, summary }: BestPanelProps) {
  const { objective, axis } = comparison
  return (
    <div>
      <ChartFrame
        title={`Best ${objective.name} against ${axis === 'runs' ? 'number of runs' : 'compute time'}`}
        note={figure.scale.clippedCount > 0 ? 'the first values lie beyond the axis' : undefined}
        summary={summary}
        height={HEIGHT}
        table={<DataTableView table={bestTable(comparison)} />}
      >
        {isEmptyFigure(figure) ? (
          <ChartEmpty>
            {axis === 'time' && comparison.sweeps.some(({ best }) => best !== null)
              ? 'The runs took no time that was recorded: compare by number of runs.'
              : `No run has ended with a value of ${objective.name} yet. It fills with the first one.`}
          </ChartEmpty>
        ) : (
          <BestChart figure={figure} threshold={comparison.level.threshold} height={HEIGHT} />
        )}
      </ChartFrame>
      <FigureKey figure={figure} comparison={comparison} />
      <BestExplained comparison={comparison} />
    </div>
  )
})

/** More would be a list, which is below. */
const KEY_MAX = 8

function FigureKey({ figure, comparison }: { figure: CompareFigure; comparison: Comparison }) {
  const { contenders } = figure
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-5 gap-y-1 text-12 text-muted">
      {contenders.slice(0, KEY_MAX).map((contender) => (
        <span key={contender.index} className="inline-flex items-center gap-1.5">
          <LineSwatch contender={contender} />
          <span className="max-w-44 truncate text-ink">{contender.label}</span>
          {contender.sweepCount > 1 && countOf(contender.sweepCount, 'sweep')}
        </span>
      ))}
      {contenders.length > KEY_MAX && <span>{`and ${contenders.length - KEY_MAX} more, listed below`}</span>}
      {comparison.level.threshold !== null && (
        <span className="inline-flex items-center gap-1.5">
          <svg width={10} height={10} aria-hidden="true">
            <circle cx={5} cy={5} r={4.5} fill="var(--muted)" />
          </svg>
          reached {levelText(comparison)}
        </span>
      )}
      <span className="inline-flex items-center gap-1.5">
        <svg width={22} height={10} aria-hidden="true">
          <rect width={22} height={10} fill="var(--muted)" opacity={0.15} />
          <line x1={0} x2={22} y1={5} y2={5} stroke="var(--muted)" strokeWidth={1.25} strokeDasharray="2 4" />
        </svg>
        {`what if random: draws from the ${countOf(comparison.reference.runCount, 'run')} of all sweeps here`}
      </span>
    </div>
  )
}

function LineSwatch({ contender: { method, ordinal, band } }: { contender: FigureContender }) {
  return (
    <svg width={22} height={10} aria-hidden="true">
      {band !== null && <rect width={22} height={10} fill={methodColor(method)} opacity={0.2} />}
      <line
        x1={0}
        x2={22}
        y1={5}
        y2={5}
        stroke={methodColor(method)}
        strokeWidth={2.25}
        strokeDasharray={dashOf(ordinal)}
      />
    </svg>
  )
}

function BestExplained({ comparison }: { comparison: Comparison }) {
  const { contenders, sweeps, reference, orderCount, objective } = comparison
  const ordered = contenders.filter(({ band }) => band?.basis === 'orders').map(({ label }) => label)
  const replicated = contenders.filter(({ band }) => band?.basis === 'replicates').map(({ label }) => label)
  const bare = contenders.filter(({ band }) => band === null)
  const failed = reference.runCount - reference.valueCount
  return (
    <Explain>
      <p>
        Each line is the best {objective.name} that a sweep had found so far. Only runs that ended count, and a run that
        ended without a value counts as a run{failed > 0 && ` (${countOf(failed, 'run')} here)`}. A dot stands where the
        sweep first reached what is chosen above.
      </p>
      {replicated.length > 0 && (
        <p>
          {replicated.join(', ')}: the bold line is the middle of its sweeps, the thin ones are the sweeps, the band
          holds the middle half of them, as far as all of them went.
        </p>
      )}
      {ordered.length > 0 && (
        <p>
          {ordered.join(', ')}: chance made the order of the runs, so they could as well have come in any other. The
          band holds the middle half of all those orders. At the end all runs are used and it closes: that is not
          certainty, there is just nothing left to shuffle.
        </p>
      )}
      {bare.map(({ label, sweeps: mine }) => (
        <p
          key={label}
        >{`${label} has no band: its runs cannot be shuffled, because ${whyFixed(sweeps[mine[0] ?? -1]?.order ?? 'adaptive')}.`}</p>
      ))}
      <p>
        What if random: as if each run were drawn blindly from the {countOf(reference.runCount, 'run')} that were made
        here, without putting any back. The dashed line is the expected best, its band holds at least four fifths of
        such draws. Runs of a method that seeks good settings are among them, so this bar is higher than a random search
        of the space itself.
      </p>
      {orderCount !== null && (
        <p>
          Compute time is the sum of the durations of the runs that ended, whoever ran them and however many at once.
          Against it there is no closed form: bands come from {countOf(orderCount, 'random order')}, the same for
          everybody who looks.
        </p>
      )}
      {comparison.level.median !== null && comparison.level.best !== null && (
        <p>
          “Within 1 %” means 1 % of the way from the median of all runs ({formatNumber(comparison.level.median)}) to the
          best of all ({formatNumber(comparison.level.best)}): a single run that diverged cannot stretch it.
        </p>
      )}
    </Explain>
  )
}
