import Link from 'next/link'
import { useMemo } from 'react'
import { StateMark } from '~/components/layout/state-mark'
import { countOf, formatDifference, formatDuration, formatNumber } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import type { Objective } from '~/server/domain/objective'
import type { SweepDetail, SweepPoints } from '~/server/domain/sweep'
import { bestSoFar } from '../../charts/prepare/best-so-far'
import { settingText } from '../../charts/prepare/setting-text'

const PARAMETERS_SHOWN = 10

/** The answer: which run, how good, with which settings. */
export function BestRunPanel({
  sweep,
  data,
  objective,
}: {
  sweep: SweepDetail
  data: SweepPoints
  objective: Objective
}) {
  const { best, median } = useMemo(
    () => bestSoFar(data.points, { objective, xKind: 'runs', whole: data.whole }),
    [data, objective],
  )
  const point = data.points.find((candidate) => candidate.runId === best?.runId)
  if (best === null || point === undefined) {
    return (
      <section aria-labelledby="best-run">
        <h3 id="best-run" className="flex h-7 items-center text-13">
          Best run
        </h3>
        <p className="text-13 text-muted">Known with the first value of {objective.name}.</p>
      </section>
    )
  }
  const parameters = data.parameters.filter((parameter) => parameter.distribution !== 'constant')
  return (
    <section aria-labelledby="best-run" className="min-w-0">
      <h3 id="best-run" className="flex h-7 items-center text-13">
        Best run
      </h3>
      <p className="text-28 tabular-nums leading-tight">{formatNumber(best.value)}</p>
      <p className="mb-3 text-12 text-muted">
        {objective.name}
        {median !== null && best.value !== median && `, ${formatDifference(best.value - median)} on the median`}
      </p>
      <p className="mb-3 flex flex-wrap items-baseline gap-x-3 text-13">
        <Link
          href={runHref({ entity: sweep.entity, project: sweep.project, run: best.runId })}
          className="link truncate font-medium"
        >
          {best.name}
        </Link>
        <StateMark state={best.state} className="text-muted" />
        {point.durationSeconds !== null && <span className="text-muted">{formatDuration(point.durationSeconds)}</span>}
      </p>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] text-13">
        {parameters.slice(0, PARAMETERS_SHOWN).map(({ name }) => (
          <div key={name} className="contents">
            <dt className="truncate border-hairline border-t py-1 text-muted" title={name}>
              {name}
            </dt>
            <dd className="max-w-40 truncate border-hairline border-t py-1 pl-4 text-right tabular-nums">
              {settingText(Object.hasOwn(point.params, name) ? point.params[name] : undefined)}
            </dd>
          </div>
        ))}
      </dl>
      {parameters.length > PARAMETERS_SHOWN && (
        <p className="pt-1 text-12 text-muted">and {countOf(parameters.length - PARAMETERS_SHOWN, 'more setting')}</p>
      )}
    </section>
  )
}
