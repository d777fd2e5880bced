'use client'

import { useMemo } from 'react'
import { methodColor } from '~/components/lib/color'
import type { Comparison } from '~/server/domain/comparison'
import { ChartEmpty, ChartFrame } from '../../charts/chart-frame'
import { ChanceChart } from '../../charts/drawn'
import { axisUnit } from '../../charts/prepare/compare/axis'
import { budgetIndex, chanceLine } from '../../charts/prepare/compare/chances'
import { chancesTable } from '../../charts/prepare/compare/tables'
import { verdictOf } from '../../charts/prepare/compare/verdict'
import { sayPlace } from '../../charts/prepare/compare/words'
import { DataTableView } from '../figures/data-table-view'
import { Explain } from '../figures/explain'
import type { CompareState, SetCompareState } from '../search-params'
import { BudgetSlider } from './budget-slider'
import { ChanceMatrix } from './chance-matrix'

const HEIGHT = 190

type ChancesPanelProps = { comparison: Comparison; state: CompareState; onState: SetCompareState }

/** Which contender is the better one at a budget, and whether that can be said at all. */
export function ChancesPanel({ comparison, state, onState }: ChancesPanelProps) {
  const { contenders, budgets, pairs, axis } = comparison
  if (contenders.length < 2) return null
  const at = budgetIndex(comparison, state.budget)
  const pair = pairOf(comparison, state.pair, at)
  return (
    <section aria-labelledby="chances" className="flex min-w-0 flex-col gap-3">
      <h2 id="chances" className="text-15">
        Which is better at a budget?
      </h2>
      {budgets.length === 0 ? (
        <p className="text-13 text-muted">
          Two methods need runs that ended before they can be held against each other.
        </p>
      ) : (
        <>
          <BudgetSlider comparison={comparison} at={at} onBudget={(budget) => onState({ budget })} />
          <div className="grid gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
            <div className="flex min-w-0 flex-col gap-3">
              {contenders.length > 2 && (
                <ChanceMatrix
                  comparison={comparison}
                  at={at}
                  pair={pair}
                  onPair={(chosen) => onState({ pair: chosen })}
                />
              )}
              <VerdictText comparison={comparison} pair={pair} at={at} />
            </div>
            {pairs.some(({ win }) => win.some((chance) => chance !== null)) && (
              <PairChart comparison={comparison} pair={pair} place={budgets[at] ?? 0} />
            )}
          </div>
          <ChancesExplained unit={axis === 'runs' ? 'runs' : 'compute time'} />
        </>
      )}
    </section>
  )
}

/** What was asked for, if there are such; else the first pair of which anything is known, or that is held against luck. */
function pairOf({ contenders, pairs }: Comparison, asked: [number, number] | null, at: number): [number, number] {
  if (asked?.every((index) => index >= 0 && index < contenders.length)) return asked
  const lucky = pairs.find((pair) => [pair.a, pair.b].some((side) => contenders[side]?.method === 'bayes'))
  const known = pairs.find(({ win }) => win[at] !== null) ?? lucky ?? pairs[0]
  return known === undefined ? [0, 1] : [known.a, known.b]
}

type PairProps = { comparison: Comparison; pair: [number, number] }

function VerdictText({ comparison, pair, at }: PairProps & { at: number }) {
  const verdict = verdictOf(comparison, pair, at)
  return (
    <div aria-live="polite" data-slot="verdict" className="flex max-w-3xl flex-col gap-1.5 text-13 leading-normal">
      {verdict.sentences.map((sentence, number) => (
        <p key={sentence} className={number === 0 ? 'text-15' : 'text-muted'}>
          {sentence}
        </p>
      ))}
    </div>
  )
}

function PairChart({ comparison, pair, place }: PairProps & { place: number }) {
  const line = useMemo(() => chanceLine(comparison, pair), [comparison, pair])
  const [a, b] = pair.map((index) => comparison.contenders[index])
  const title = `How likely ${a?.label} ends ahead of ${b?.label}, ties half`
  return (
    <ChartFrame
      title={title}
      summary={`The chance along the budget, now at ${sayPlace(comparison.axis, place)}.`}
      height={HEIGHT}
      table={<DataTableView table={chancesTable(comparison)} />}
    >
      {line.rows.length === 0 ? (
        <ChartEmpty>No probability can be given for these two at any budget; the text says why.</ChartEmpty>
      ) : (
        <ChanceChart
          line={line}
          color={methodColor(a?.method ?? null)}
          at={place / axisUnit(comparison).size}
          height={HEIGHT}
        />
      )}
    </ChartFrame>
  )
}

function ChancesExplained({ unit }: { unit: string }) {
  return (
    <Explain title="Where these chances come from">
      <p>
        Runs drawn by chance (random search, a grid in random order) could have come in any order. Over all those orders
        the chance that one method’s best after the budget is better than the other’s is counted exactly
        {unit === 'runs' ? '' : ', or over many drawn orders where the budget is time'}. A method whose order cannot be
        shuffled is judged by whole sweeps under different seeds, every pair of them once (the Mann–Whitney statistic).
        With one such sweep there is no chance to count, and none is invented.
      </p>
      <p>
        The 95 % range (Newcombe 2006) is as wide as so few separate sweeps make it. Sixty shuffled runs hold three
        separate sweeps of twenty, so they are trusted as three, not as sixty. A range is not a verdict: it is where the
        chance may lie on this space with this training. There is no p-value here; whether a difference is worth having
        is yours to say.
      </p>
    </Explain>
  )
}
