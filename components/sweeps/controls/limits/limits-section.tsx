'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNow } from '~/components/lib/use-now'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import type { SweepDetail } from '~/server/domain/sweep'
import { PRIORITY_MAX, type SetLimitsInput } from '~/server/domain/sweep-controls'
import { LimitField } from './limit-field'
import { capEffect, endEffect, fromLocalField, limitsOutcome, priorityEffect, toLocalField } from './limit-words'

/** Priority, run cap and end time, each with its effect while it is typed and its own button. */
export function LimitsSection({ sweep }: { sweep: SweepDetail }) {
  const setting = useSetLimits(sweep.id)
  const now = useNow()
  const trpc = useTRPC()
  const { data: facts } = useSuspenseQuery(trpc.controls.limitFacts.queryOptions({ sweep: sweep.id }))
  const others = facts.openSweeps
  const counted = { ...sweep, given: facts.given }
  const runCap = sweep.config.run_cap ?? null
  const isClosed = sweep.state === 'canceled'
  const shared = { isPending: setting.isPending, isClosed }
  return (
    <div className="flex flex-col gap-1">
      <ul>
        <LimitField
          {...shared}
          label="Run cap"
          value={runCap === null ? '' : String(runCap)}
          placeholder="none"
          inputMode="numeric"
          problemOf={(text) =>
            text === '' || /^[1-9]\d{0,8}$/.test(text) ? null : 'A whole number of 1 or more; empty for none.'
          }
          effectOf={(text) => capEffect(counted, text === '' ? null : Number(text))}
          says={runCap === null ? 'The search makes runs without end.' : capEffect(counted, runCap)}
          onSet={(text) => setting.set({ runCap: text === '' ? null : Number(text) })}
        />
        <LimitField
          {...shared}
          label="End time"
          type="datetime-local"
          value={sweep.endsAt === null ? '' : toLocalField(new Date(sweep.endsAt))}
          problemOf={(text) => {
            const time = fromLocalField(text)
            if (text === '') return null
            return time === null || time.getTime() <= now ? 'A time that is still to come; empty for none.' : null
          }}
          effectOf={(text) => endEffect(sweep, fromLocalField(text), new Date(now))}
          says={endEffect(sweep, sweep.endsAt === null ? null : new Date(sweep.endsAt), new Date(now))}
          onSet={(text) => setting.set({ endsAt: fromLocalField(text)?.toISOString() ?? null })}
        />
        <LimitField
          {...shared}
          label="Priority"
          value={String(sweep.priority)}
          inputMode="numeric"
          problemOf={(text) =>
            /^-?\d{1,4}$/.test(text) && Math.abs(Number(text)) <= PRIORITY_MAX
              ? null
              : `A whole number from -${PRIORITY_MAX} to ${PRIORITY_MAX}.`
          }
          effectOf={(text) => priorityEffect(Number(text), others)}
          says={priorityEffect(sweep.priority, others)}
          onSet={(text) => setting.set({ priority: Number(text) })}
        />
      </ul>
      <p aria-live="polite" className="text-13 empty:hidden">
        {setting.outcome !== null && (
          <>
            <span aria-hidden="true" className="mr-1.5 text-good">
              ✓
            </span>
            {setting.outcome}
          </>
        )}
        {setting.error !== null && (
          <>
            <span aria-hidden="true" className="mr-1.5 text-bad">
              ✕
            </span>
            {errorFacts(setting.error).message}
          </>
        )}
      </p>
    </div>
  )
}

function useSetLimits(sweep: string) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mutation = useMutation(
    trpc.controls.setLimits.mutationOptions({
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.sweeps.byId.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.controls.versions.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.controls.limitFacts.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.suggestions.list.queryFilter({ sweep })),
        ]),
    }),
  )
  return {
    set: (limits: Omit<SetLimitsInput, 'sweep'>) => mutation.mutate({ sweep, ...limits }),
    isPending: mutation.isPending,
    outcome: mutation.data === undefined || mutation.isPending ? null : limitsOutcome(mutation.data),
    error: mutation.error,
  }
}
