import type { ConfigChange } from '~/server/domain/config-diff'

const SIGN: Record<ConfigChange['kind'], string> = { added: '+', removed: '−', changed: '~' }
const TONE: Record<ConfigChange['kind'], string> = { added: 'text-good', removed: 'text-bad', changed: 'text-muted' }

/** What changed, one line a parameter or key: what it was, what it is, and the change in a word. */
export function ChangeList({ changes }: { changes: readonly ConfigChange[] }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {changes.map(({ name, kind, before, after, says }) => (
        <li key={name} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-1 text-12">
          <span aria-hidden="true" className={`text-center font-mono ${TONE[kind]}`}>
            {SIGN[kind]}
          </span>
          <span className="min-w-0 break-words">
            <span className="font-mono">{name}</span>
            <span className="sr-only"> {kind}</span>
            {kind === 'changed' ? (
              <>
                {': '}
                <del className="text-muted">{before}</del>
                <span aria-hidden="true" className="text-muted">
                  {' → '}
                </span>
                <ins className="no-underline">{after}</ins>
              </>
            ) : (
              `: ${after ?? before ?? ''}`
            )}
            {says !== null && <span className="text-muted"> ({says})</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
