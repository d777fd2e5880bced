import { errorFacts } from '~/components/trpc/errors'

type OutcomeLineProps = {
  /** What was done, from the server's answer; null while nothing was. */
  outcome: string | null
  error: unknown
}

/** What the last press of a button did, or why it did not; told to screen readers when it comes. */
export function OutcomeLine({ outcome, error }: OutcomeLineProps) {
  return (
    <p aria-live="polite" className="whitespace-pre-line text-13 empty:hidden">
      {outcome !== null && error === null && (
        <>
          <span aria-hidden="true" className="mr-1.5 text-good">
            ✓
          </span>
          {outcome}
        </>
      )}
      {error !== null && error !== undefined && (
        <>
          <span aria-hidden="true" className="mr-1.5 text-bad">
            ✕
          </span>
          {errorFacts(error).message}
        </>
      )}
    </p>
  )
}
