'use client'

import { useDeferredValue, useMemo } from 'react'
import type { Comparison } from '~/server/domain/comparison'
import type { ProjectPath } from '~/server/domain/ids'
import { conclusion, noteSentence } from '../charts/prepare/compare/conclusion'
import { compareFigure } from '../charts/prepare/compare/figure'
import { ChancesPanel } from './chances/chances-panel'
import { CompareControls } from './compare-controls'
import { BestPanel } from './figures/best-panel'
import { MethodCurves } from './figures/method-curves'
import { ReachPanel } from './figures/reach-panel'
import { type CompareState, type SetCompareState, toleranceOf } from './search-params'
import { CompareTable } from './sweeps/compare-table'

type CompareViewProps = {
  comparison: Comparison
  path: ProjectPath
  state: CompareState
  onState: SetCompareState
}

/** The one figure that carries the page, what can be concluded from it, and the numbers behind. */
export function CompareView({ comparison, path, state, onState }: CompareViewProps) {
  const { scale } = state
  const figure = useMemo(() => compareFigure(comparison, scale === null ? null : scale === 'log'), [comparison, scale])
  // Twenty sweeps take a while to draw: what was pressed answers first, and the figure follows.
  const drawn = useDeferredValue(useMemo(() => ({ comparison, figure }), [comparison, figure]))
  const tolerance = toleranceOf(state)
  const sentences = useMemo(() => conclusion(comparison, tolerance), [comparison, tolerance])
  const notes = comparison.notes.map((note) => noteSentence(note, comparison.sweeps))
  return (
    <div className="flex min-w-0 flex-col gap-8">
      <div className="flex min-w-0 flex-col gap-4">
        <h2 className="sr-only">The comparison</h2>
        <CompareControls comparison={comparison} isLog={figure.isLog} state={state} onState={onState} />
        <BestPanel {...drawn} summary={sentences.join(' ')} />
        <div data-slot="conclusion" className="flex max-w-4xl flex-col gap-1.5 text-15 leading-normal">
          <p>{sentences.join(' ')}</p>
          {notes.length > 0 && (
            <ul aria-label="Before believing a difference" className="flex flex-col gap-1 text-13 text-muted">
              {notes.map((note) => (
                <li key={note} className="flex gap-1.5">
                  <span aria-hidden="true" className="text-warn-ink">
                    ▲
                  </span>
                  {note}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      <CompareTable comparison={comparison} path={path} sort={state.sort} onState={onState} />
      <ReachPanel comparison={comparison} />
      <ChancesPanel comparison={comparison} state={state} onState={onState} />
      <MethodCurves
        comparison={comparison}
        path={path}
        metrics={state.metrics}
        band={state.band}
        replicates={state.replicates}
        onState={onState}
      />
    </div>
  )
}
