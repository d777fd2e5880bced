'use client'

import { formatShare } from '~/components/lib/format'
import type { Comparison } from '~/server/domain/comparison'
import { ChoiceButtons } from './choice-buttons'
import { LevelInput } from './level-input'
import { type CompareState, type SetCompareState, WITHIN } from './search-params'

type CompareControlsProps = {
  comparison: Comparison
  /** As the figure is drawn. */
  isLog: boolean
  state: CompareState
  onState: SetCompareState
}

/** What is compared along, what is to be reached, and whether replicates count as one. */
export function CompareControls({ comparison, isLog, state, onState }: CompareControlsProps) {
  const { level, sweeps, contenders } = comparison
  const hasReplicates = state.replicates === 'apart' || contenders.length < sweeps.length
  const kind = typeof state.reach === 'number' ? 'value' : state.reach
  return (
    <div data-export="skip" className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <ChoiceButtons
        label="Against"
        value={state.x}
        choices={[
          { value: 'runs', word: 'runs' },
          { value: 'hours', word: 'compute time' },
        ]}
        // A budget of runs says nothing in hours.
        onChoose={(x) => onState({ x, budget: null })}
      />
      <ChoiceButtons
        label="Axis"
        value={isLog ? 'log' : 'linear'}
        choices={[
          { value: 'linear', word: 'linear' },
          { value: 'log', word: 'log' },
        ]}
        onChoose={(scale) => onState({ scale })}
      />
      <div className="flex flex-wrap items-center gap-1">
        <ChoiceButtons
          label="To reach"
          value={kind}
          choices={[
            { value: 'common', word: 'the common best', title: 'The best value that every sweep reached' },
            { value: 'best', word: 'the best of all' },
            { value: 'value', word: 'a value', title: `A value of ${comparison.objective.name} that you name` },
          ]}
          onChoose={(reach) => onState({ reach: reach === 'value' ? niceValue(level.value) : reach })}
        />
        {typeof state.reach === 'number' && (
          <LevelInput
            key={state.reach}
            value={state.reach}
            name={comparison.objective.name}
            onValue={(reach) => onState({ reach })}
          />
        )}
      </div>
      <ChoiceButtons
        label="within"
        value={state.within}
        choices={WITHIN.map((percent) => ({
          value: percent,
          word: percent === 0 ? 'exactly' : formatShare(percent / 100),
          title:
            percent === 0
              ? 'As good or better counts as reached'
              : `Also what misses it by ${percent} % of the way from the median run to the best run`,
        }))}
        onChoose={(within) => onState({ within })}
      />
      {hasReplicates && (
        <ChoiceButtons
          label="Sweeps of one config"
          value={state.replicates}
          choices={[
            { value: 'together', word: 'as one' },
            { value: 'apart', word: 'apart' },
          ]}
          onChoose={(replicates) => onState({ replicates, pair: null })}
        />
      )}
    </div>
  )
}

/** A value to begin with that reads well. */
function niceValue(value: number | null): number {
  return value === null ? 0 : Number(value.toPrecision(3))
}
