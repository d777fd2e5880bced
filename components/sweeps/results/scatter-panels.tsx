'use client'

import { useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import { formatCount } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import type { Objective } from '~/server/domain/objective'
import type { SweepWhole } from '~/server/domain/sweep'
import { ParameterScatterChart } from '../../charts/drawn'
import type { Light } from '../../charts/light'
import { DOT_COLORS, type DotColor, parameterScatters, withPassing } from '../../charts/prepare/parameter-scatter'
import { dotColorParser } from '../search-params'
import type { SweepView } from './use-sweep-view'

const PANELS_FIRST = 8

const COLOR_WORD: Record<DotColor, string> = { quality: 'how good', state: 'state' }

type ScatterPanelsProps = {
  objective: Objective
  view: SweepView
  /** What all runs say, where only a sample is drawn. */
  whole: SweepWhole | null
  light: Light
}

/** The value by each parameter, all on one scale. */
export function ScatterPanels({ objective, view, whole, light }: ScatterPanelsProps) {
  const [showsAll, setShowsAll] = useState(false)
  const [color, setColor] = useQueryState('dots', dotColorParser.withOptions({ history: 'replace' }))
  const { table, bits } = view.settled
  const model = useMemo(
    () => parameterScatters(view.allAxes, table.runs, objective.goal),
    [view.allAxes, table, objective.goal],
  )
  const valueCount = whole?.valueCount ?? model.valueCount
  const panels = useMemo(
    () =>
      (showsAll ? model.panels : model.panels.slice(0, PANELS_FIRST)).map((panel) =>
        withPassing(panel, (runId) => bits[table.indexOf.get(runId) ?? -1] === 1),
      ),
    [model, showsAll, table, bits],
  )
  return (
    <section aria-labelledby="by-parameter" className="min-w-0">
      <div className="flex min-h-7 flex-wrap items-center gap-x-2">
        <h3 id="by-parameter" className="truncate text-13">
          {objective.name} by setting
        </h3>
        {model.shownCount < valueCount && (
          <span className="truncate text-12 text-muted">
            {formatCount(model.shownCount)} of {formatCount(valueCount)} runs, with the best
          </span>
        )}
        <ColorSwitch color={color} onColor={(next) => void setColor(next)} />
      </div>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-4 gap-y-3">
        {panels.map((panel) => (
          <figure key={panel.axis.key} className="min-w-0">
            <figcaption className="truncate text-12 text-muted" title={panel.axis.label}>
              {panel.axis.label}
              {panel.axis.kind === 'log' && ' (log)'}
            </figcaption>
            <ParameterScatterChart panel={panel} scale={model.scale} height={150} color={color} light={light} />
          </figure>
        ))}
      </div>
      {model.panels.length > panels.length && (
        <Button size="sm" className="mt-2" onClick={() => setShowsAll(true)}>
          Show all {model.panels.length} settings
        </Button>
      )}
    </section>
  )
}

function ColorSwitch({ color, onColor }: { color: DotColor; onColor: (color: DotColor) => void }) {
  return (
    <fieldset className="ml-auto flex items-center gap-0.5 text-12 text-muted">
      <legend className="sr-only">Colour of the dots</legend>
      <span className="mr-1">colour</span>
      {DOT_COLORS.map((each) => (
        <Button
          key={each}
          size="sm"
          variant={each === color ? 'outline' : 'ghost'}
          aria-pressed={each === color}
          onClick={() => onColor(each)}
        >
          {COLOR_WORD[each]}
        </Button>
      ))}
    </fieldset>
  )
}
