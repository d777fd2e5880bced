'use client'

import { useMemo, useState } from 'react'
import { formatCount } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import type { Objective } from '~/server/domain/objective'
import type { SweepPoints } from '~/server/domain/sweep'
import type { Light } from '../charts/light'
import { parameterScatters } from '../charts/prepare/parameter-scatter'
import { ParameterScatterChart } from '../charts/scatter-chart'
import type { SweepView } from './use-sweep-view'

const PANELS_FIRST = 8

type ScatterPanelsProps = { data: SweepPoints; objective: Objective; view: SweepView; light: Light }

/** The value by each parameter, all on one scale. */
export function ScatterPanels({ data, objective, view, light }: ScatterPanelsProps) {
  const [showsAll, setShowsAll] = useState(false)
  const model = useMemo(
    () => parameterScatters(view.axes, data.points, objective.goal),
    [view.axes, data.points, objective.goal],
  )
  const panels = showsAll ? model.panels : model.panels.slice(0, PANELS_FIRST)
  return (
    <section aria-labelledby="by-parameter" className="min-w-0">
      <div className="flex h-7 items-center gap-2">
        <h3 id="by-parameter" className="truncate text-13">
          {objective.name} by setting
        </h3>
        {model.shownCount < model.valueCount && (
          <span className="truncate text-12 text-muted">
            {formatCount(model.shownCount)} of {formatCount(model.valueCount)} runs, with the best
          </span>
        )}
      </div>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(10rem,1fr))] gap-x-4 gap-y-3">
        {panels.map((panel) => (
          <figure key={panel.axis.key} className="min-w-0">
            <figcaption className="truncate text-12 text-muted" title={panel.axis.label}>
              {panel.axis.label}
            </figcaption>
            <ParameterScatterChart
              panel={panel}
              scale={model.scale}
              height={150}
              passing={view.passingSettled}
              light={light}
            />
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
