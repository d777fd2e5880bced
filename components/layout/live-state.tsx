import { cn } from '~/components/lib/cn'
import type { LiveState as State } from '~/components/trpc/use-live-hints'

const LOOK: Record<State, { sign: string; word: string; className: string; title: string }> = {
  live: { sign: '●', word: 'live', className: 'text-good', title: 'What is logged appears here by itself.' },
  connecting: { sign: '◌', word: 'connecting', className: 'text-muted', title: 'Connecting to the server.' },
  offline: {
    sign: '○',
    word: 'offline',
    className: 'text-warn-ink',
    title: 'The server does not answer; the page shows what it last heard and goes on trying.',
  },
}

export function LiveState({ state }: { state: State }) {
  const { sign, word, className, title } = LOOK[state]
  return (
    <span role="status" title={title} data-live={state} className="flex items-center gap-1 text-12 text-muted">
      <span aria-hidden="true" className={cn('text-11', className)}>
        {sign}
      </span>
      {word}
    </span>
  )
}
