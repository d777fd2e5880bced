'use client'

/** What the list of runs says when there is nothing to list. */
import { EmptyState } from '~/components/layout/empty-state'
import { ConnectSteps } from '~/components/projects/connect-steps'
import { Button } from '~/components/ui/button'
import { useWorkspace } from '~/components/workspace/use-workspace'
import { sayFilterProblem } from '~/server/domain/filter/parse'
import type { FilterProblem } from '~/server/domain/filter/scan'

/** An address may say anything. What it lets through is not guessed: a deletion of all that match would be no joke. */
export function WrongFilter({ problem }: { problem: FilterProblem }) {
  const { setRuns } = useWorkspace()
  return (
    <EmptyState title="The filter cannot be read">
      <p>{sayFilterProblem(problem)}</p>
      <Button className="self-start" onClick={() => setRuns({ filter: '' })}>
        Clear the filter
      </Button>
    </EmptyState>
  )
}

export function NoMatch() {
  const { setRuns } = useWorkspace()
  return (
    <EmptyState title="No run matches">
      <p>Both the filter and the search must hold for a run to be listed.</p>
      <Button className="self-start" onClick={() => setRuns({ search: '', filter: '' })}>
        Clear search and filter
      </Button>
    </EmptyState>
  )
}

export function NoRuns() {
  const { path } = useWorkspace()
  return (
    <EmptyState title={`No run in ${path.project} yet`}>
      <p>Paste this into a training script; the first run shows up here by itself.</p>
      <ConnectSteps project={path.project} />
    </EmptyState>
  )
}
