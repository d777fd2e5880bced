'use client'

import { Button } from '~/components/ui/button'
import type { SweepAction, SweepDetail } from '~/server/domain/sweep'
import { ACTION_WORD, effectOf, isAvailable } from './action-effects'
import { AgentLines } from './agent-lines'
import { AgentTable } from './agent-table'
import { CancelDialog } from './cancel-dialog'
import type { SweepActing } from './use-sweep-action'

const PLAIN: readonly SweepAction[] = ['pause', 'resume', 'stop']

/** Each button with its effect beside it, the agents, and the lines that start more of them. */
export function ControlsTab({ sweep, acting }: { sweep: SweepDetail; acting: SweepActing }) {
  const path = { entity: sweep.entity, project: sweep.project }
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="controls-title">
        <h2 id="controls-title" className="mb-2 text-15">
          Controls
        </h2>
        <ul className="max-w-3xl">
          {PLAIN.map((action) => (
            <ControlLine key={action} effect={effectOf(action, sweep)}>
              <Button
                disabled={!isAvailable(action, sweep) || acting.pending !== null}
                onClick={() => acting.act(action)}
              >
                {acting.pending === action ? `${ACTION_WORD[action]}…` : ACTION_WORD[action]}
              </Button>
            </ControlLine>
          ))}
          <ControlLine effect={effectOf('cancel', sweep)}>
            <CancelDialog sweep={sweep} acting={acting} />
          </ControlLine>
        </ul>
      </section>
      <section aria-labelledby="agents-title">
        <h2 id="agents-title" className="mb-1 text-15">
          Agents
        </h2>
        <AgentTable sweep={sweep.id} path={path} />
      </section>
      <section aria-labelledby="more-agents-title" className="max-w-3xl">
        <h2 id="more-agents-title" className="mb-1 text-15">
          Start an agent
        </h2>
        <AgentLines sweep={sweep.id} hasProgram={sweep.config.program !== undefined} />
      </section>
    </div>
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
