'use client'

import type { ProjectPath } from '~/server/domain/ids'
import { OnePage } from './one-page'
import { StartedPage } from './started/started-page'
import { TEMPLATE } from './template'
import { useNewSweep } from './use-new-sweep'
import { Wizard } from './wizard/wizard'

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
