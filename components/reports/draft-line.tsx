import { Button } from '~/components/ui/button'
import type { DraftState } from './use-report-draft'

type DraftLineProps = { state: DraftState; onTakeTheirs: () => void; onKeepMine: () => void }

/** Whether what is written is safe, and what to do when somebody else was faster. */
export function DraftLine({ state, onTakeTheirs, onKeepMine }: DraftLineProps) {
  if (state.kind === 'conflict') {
    return (
      <div role="alert" className="flex w-full flex-wrap items-center gap-2 rounded-md border border-warn px-3 py-2">
        <p className="min-w-0 flex-1">{state.message}</p>
        <Button size="sm" onClick={onTakeTheirs}>
          Take theirs, drop mine
        </Button>
        <Button size="sm" onClick={onKeepMine}>
          Keep mine, replace theirs
        </Button>
      </div>
    )
  }
  const hasFailed = state.kind === 'waiting' && state.problem !== null
  return (
    <p role="status" className={hasFailed ? 'text-12 text-warn-ink' : 'text-12 text-muted'}>
      {state.kind === 'saved' && 'Saved'}
      {state.kind === 'waiting' &&
        (hasFailed ? `Not saved yet: ${state.problem} It is kept in this browser.` : 'Saving…')}
    </p>
  )
}
