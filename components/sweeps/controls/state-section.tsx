'use client'

import { Button } from '~/components/ui/button'
import type { SweepAction, SweepDetail } from '~/server/domain/sweep'
import { ACTION_WORD, effectOf, isAvailable } from './action-effects'
import { CancelDialog } from './cancel-dialog'
import type { SweepActing } from './use-sweep-action'

const PLAIN: readonly SweepAction[] = ['pause', 'resume', 'stop']

/** The four buttons, each with its effect beside it. */
export function StateSection({ sweep, acting }: { sweep: SweepDetail; acting: SweepActing }) {
  return (
    <ul>
      {PLAIN.map((action) => (
        <ControlLine key={action} effect={effectOf(action, sweep)}>
          <Button disabled={!isAvailable(action, sweep) || acting.pending !== null} onClick={() => acting.act(action)}>
            {acting.pending === action ? `${ACTION_WORD[action]}…` : ACTION_WORD[action]}
          </Button>
        </ControlLine>
      ))}
      <ControlLine effect={effectOf('cancel', sweep)}>
        <CancelDialog sweep={sweep} acting={acting} />
      </ControlLine>
    </ul>
  )
}

function ControlLine({ effect, children }: { effect: string; children: React.ReactNode }) {
  return (
    <li className="grid grid-cols-[6.5rem_1fr] items-center gap-4 border-hairline border-b py-2.5 last:border-b-0 [&_button]:w-full">
      {children}
      <p className="text-13 text-muted">{effect}</p>
    </li>
  )
}
