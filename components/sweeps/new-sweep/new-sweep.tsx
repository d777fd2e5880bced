'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '~/components/ui/skeleton'
import type { ProjectPath } from '~/server/domain/ids'
import { TEMPLATE } from './template'
import { useNewSweep } from './use-new-sweep'

const loading = () => <Skeleton className="h-96 w-full" />

// One of the three is shown; the others need not be fetched.
const OnePage = dynamic(() => import('./one-page').then((module) => module.OnePage), { loading })
const Wizard = dynamic(() => import('./wizard/wizard').then((module) => module.Wizard), { loading })
const StartedPage = dynamic(() => import('./started/started-page').then((module) => module.StartedPage), { loading })

/** A new sweep: on one page, or step by step from runs that are there. */
export function NewSweep({ path }: { path: ProjectPath }) {
  const page = useNewSweep()
  const { state, step, started, change, go, showStarted } = page
  if (started !== null) return <StartedPage path={path} sweep={started} />
  // A link that names runs or a sweep means the wizard.
  const shown = step ?? (state.runs.length > 0 || state.from !== null ? 'space' : null)
  if (shown !== null) return <Wizard path={path} step={shown} page={page} />
  return (
    <OnePage
      path={path}
      text={state.text ?? TEMPLATE}
      onText={(text) => change({ text })}
      onFromRuns={() => go('runs')}
      onStarted={showStarted}
    />
  )
}
