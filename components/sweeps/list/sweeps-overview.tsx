'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useMemo, useState } from 'react'
import { CodeBlock } from '~/components/layout/code-block'
import { EmptyState } from '~/components/layout/empty-state'
import { formatCount } from '~/components/lib/format'
import { sweepsHref } from '~/components/lib/paths'
import { holdOrder } from '~/components/runs/hold-order'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { ProjectPath } from '~/server/domain/ids'
import type { SweepSummary } from '~/server/domain/sweep'
import { ChosenBar } from './chosen-bar'
import { ListToolbar } from './list-toolbar'
import { listParsers } from './search-params'
import { chosenSweeps, readSweepOrder, sortedSweeps, writeSweepOrder } from './sweep-list'
import { SweepTable } from './sweep-table'

/** All sweeps of a project: found, sorted, compared, and taken as the start of the next. */
export function SweepsOverview({ path }: { path: ProjectPath }) {
  const trpc = useTRPC()
  const { data: sweeps } = useSuspenseQuery(trpc.sweeps.list.queryOptions(path))
  const [{ q, state, method, sort, ticked }, setView] = useQueryStates(listParsers, { history: 'replace' })
  const tickedIds = useMemo(() => new Set(ticked), [ticked])
  const order = readSweepOrder(sort)
  const sorted = useMemo(
    () => sortedSweeps(chosenSweeps(sweeps, { search: q, states: state, methods: method }), readSweepOrder(sort)),
    [sweeps, q, state, method, sort],
  )
  const { rows, waitingCount, hold, release } = useHeld(sorted, `${q} ${state} ${method} ${sort}`)
  if (sweeps.length === 0) return <NoSweeps path={path} />
  const known = sweeps.filter((sweep) => tickedIds.has(sweep.id)).map((sweep) => sweep.id)

  function tick(ids: readonly string[], isOn: boolean) {
    const others = ticked.filter((id) => !ids.includes(id))
    const next = isOn ? [...others, ...ids] : others
    void setView({ ticked: next.length === 0 ? null : next })
  }

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="text-20">Sweeps</h1>
        <span className="text-13 text-muted tabular-nums" aria-live="polite">
          {rows.length === sweeps.length
            ? formatCount(sweeps.length)
            : `${formatCount(rows.length)} of ${formatCount(sweeps.length)}`}
        </span>
        <Button asChild variant="primary" className="ml-auto">
          <Link href={`${sweepsHref(path)}/new`}>
            <Plus /> New sweep
          </Link>
        </Button>
      </div>
      <ListToolbar
        sweeps={sweeps}
        choice={{ search: q, states: state, methods: method }}
        onChoice={({ search, states, methods }) =>
          void setView({
            q: search || null,
            state: states.length === 0 ? null : [...states],
            method: methods.length === 0 ? null : [...methods],
          })
        }
      />
      <div className="flex flex-wrap items-center gap-2">
        <ChosenBar path={path} chosen={known} onClear={() => void setView({ ticked: null })} />
        {waitingCount > 0 && (
          <Button size="sm" variant="ghost" onClick={release} className="ml-auto">
            {waitingCount} new above
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState title="No sweep matches">
          <p>None of the {formatCount(sweeps.length)} sweeps of this project has all that is asked for above.</p>
          <div>
            <Button onClick={() => void setView({ q: null, state: null, method: null })}>Show all</Button>
          </div>
        </EmptyState>
      ) : (
        <SweepTable
          sweeps={rows}
          path={path}
          ticked={tickedIds}
          onTick={tick}
          order={order}
          onOrder={(next) => void setView({ sort: writeSweepOrder(next) })}
          onEnter={hold}
          onLeave={release}
        />
      )}
    </div>
  )
}

/** Rows keep their place under the pointer, whatever the sweeps do meanwhile. */
function useHeld(sorted: SweepSummary[], question: string) {
  const [held, setHeld] = useState<{ ids: string[]; question: string } | null>(null)
  const { rows, waitingCount } = holdOrder(held?.question === question ? held.ids : null, sorted)
  return {
    rows,
    waitingCount,
    hold: () => setHeld({ ids: sorted.map(({ id }) => id), question }),
    release: () => setHeld(null),
  }
}

function NoSweeps({ path }: { path: ProjectPath }) {
  return (
    <EmptyState title="No sweeps yet" isPage>
      <p>
        A sweep tries settings of a training for you: on a grid, at random, or by Bayesian optimisation. Describe what
        may vary and what counts as good; agents on any machine then train one run after the other.
      </p>
      <div>
        <Button asChild variant="primary">
          <Link href={`${sweepsHref(path)}/new`}>
            <Plus /> New sweep
          </Link>
        </Button>
      </div>
      <CodeBlock
        label="Or from a config file"
        code={`npx sweepboard sweep config.yaml --project ${path.project}\nnpx sweepboard agent SWEEP`}
      />
    </EmptyState>
  )
}
