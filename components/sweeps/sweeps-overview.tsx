'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { CodeBlock } from '~/components/layout/code-block'
import { EmptyState } from '~/components/layout/empty-state'
import { compareHref, sweepsHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { ProjectPath } from '~/server/domain/ids'
import { SweepTable } from './sweep-table'

/** All sweeps of a project, latest first; ticked ones can be compared. */
export function SweepsOverview({ path }: { path: ProjectPath }) {
  const trpc = useTRPC()
  const { data: sweeps } = useSuspenseQuery(trpc.sweeps.list.queryOptions(path))
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const chosen = sweeps.filter((sweep) => ticked.has(sweep.id)).map((sweep) => sweep.id)
  const newHref = `${sweepsHref(path)}/new`
  if (sweeps.length === 0) return <NoSweeps path={path} newHref={newHref} />

  function tick(id: string) {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    setTicked(next)
  }

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="text-20">Sweeps</h1>
        <div className="ml-auto flex items-center gap-2">
          {chosen.length > 0 && (
            <Button asChild>
              <Link href={`${compareHref(path)}?sweeps=${chosen.join(',')}`}>
                {chosen.length === 1 ? 'Compare with others' : `Compare ${chosen.length}`}
              </Link>
            </Button>
          )}
          <Button asChild variant="primary">
            <Link href={newHref}>
              <Plus /> New sweep
            </Link>
          </Button>
        </div>
      </div>
      <SweepTable sweeps={sweeps} path={path} ticked={ticked} onTick={tick} />
      <p className="text-12 text-muted">Tick two or more sweeps to compare them.</p>
    </div>
  )
}

function NoSweeps({ path, newHref }: { path: ProjectPath; newHref: string }) {
  return (
    <EmptyState title="No sweeps yet" isPage>
      <p>
        A sweep tries settings of a training for you: on a grid, at random, or by Bayesian optimisation. Describe what
        may vary and what counts as good; agents on any machine then train one run after the other.
      </p>
      <div>
        <Button asChild variant="primary">
          <Link href={newHref}>
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
