'use client'

import { memo, useMemo } from 'react'
import type { Comparison } from '~/server/domain/comparison'
import { ChartEmpty, ChartFrame } from '../../charts/chart-frame'
import { REACH_AXIS_HEIGHT, REACH_ROW_HEIGHT } from '../../charts/compare/reach-size'
import { ReachChart } from '../../charts/drawn'
import { type ReachFigure, reachFigure } from '../../charts/prepare/compare/reach'
import { reachTable } from '../../charts/prepare/compare/tables'
import { levelText } from '../../charts/prepare/compare/words'
import { DataTableView } from './data-table-view'
import { Explain } from './explain'

/** What it took each contender to get there, with those that never did. */
export const ReachPanel = memo(function ReachPanel({ comparison }: { comparison: Comparison }) {
  const figure = useMemo(() => reachFigure(comparison), [comparison])
  const what = comparison.axis === 'runs' ? 'Runs' : 'Compute time'
  const height = (figure?.rows.length ?? 3) * REACH_ROW_HEIGHT + REACH_AXIS_HEIGHT
  return (
    <section>
      <div className="grid gap-x-10 gap-y-1 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <ChartFrame
          title={`${what} to reach ${levelText(comparison)}`}
          height={height}
          {...(figure && { summary: summaryOf(figure), table: <DataTableView table={reachTable(comparison)} /> })}
        >
          {figure === null ? <ChartEmpty>There is no value to reach yet.</ChartEmpty> : <ReachChart figure={figure} />}
        </ChartFrame>
        {figure && <ReachLines figure={figure} />}
      </div>
      <Explain>
        <p>
          A dot is a sweep that got there; an open arrow one that never did in all it ran, which says “more than this”
          and is counted as such, not left out. The bar holds the middle half: of the sweeps where there are several
          (Kaplan–Meier quartiles), else of the orders in which the runs could have come. It is open to the right where
          more than a quarter never got there.
        </p>
      </Explain>
    </section>
  )
})

function summaryOf({ rows }: ReachFigure): string {
  return rows.map(({ label, text }) => `${label}: ${text}`).join('. ')
}

/** The same in words, which the picture of a phone has no room for. */
function ReachLines({ figure }: { figure: ReachFigure }) {
  return (
    <ul className="flex flex-col gap-1 text-12 text-muted lg:pt-9">
      {figure.rows.slice(0, 8).map(({ contender, label, text }) => (
        <li key={contender}>
          <span className="text-ink">{label}</span> {text}
        </li>
      ))}
      {figure.rows.length > 8 && <li>{`and ${figure.rows.length - 8} more, in the table view`}</li>}
    </ul>
  )
}
