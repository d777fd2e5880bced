import { cn } from '~/components/lib/cn'
import { type AnyState, STATE_LOOK, TONE_TEXT } from '~/components/lib/states'

type StateMarkProps = {
  state: AnyState
  className?: string /** The sign alone, where a column says the word. */
  short?: boolean
}

/** A state as sign and word: `● running`. */
export function StateMark({ state, className, short = false }: StateMarkProps) {
  const { sign, word, tone } = STATE_LOOK[state]
  return (
    <span data-slot="state-mark" className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <span aria-hidden="true" className={cn('inline-block w-3 text-center text-12', TONE_TEXT[tone])}>
        {sign}
      </span>
      <span className={short ? 'sr-only' : undefined}>{word}</span>
    </span>
  )
}
