import { errorFacts } from '~/components/trpc/errors'
import type { SweepActing } from './use-sweep-action'

/** What the last button did, or why it did not. */
export function ActionOutcome({ acting }: { acting: SweepActing }) {
  return (
    <p aria-live="polite" className="text-13 empty:hidden">
      {acting.outcome !== null && acting.pending === null && (
        <>
          <span aria-hidden="true" className="mr-1.5 text-good">
            ✓
          </span>
          {acting.outcome}
        </>
      )}
      {acting.error && (
        <>
          <span aria-hidden="true" className="mr-1.5 text-bad">
            ✕
          </span>
          {errorFacts(acting.error).message}
        </>
      )}
    </p>
  )
}
