import { cn } from '~/components/lib/cn'
import { valueSaid } from '~/components/media/media-words'
import type { Json } from '~/server/domain/json'

type KeyValuesProps = { entries: [string, Json][]; empty: string }

/** Names and values, one a line. Long values wrap; numbers are exact on hover. */
export function KeyValues({ entries, empty }: KeyValuesProps) {
  if (entries.length === 0) return <p className="py-2 text-muted">{empty}</p>
  return (
    <dl>
      {entries.map(([key, value]) => (
        <div
          key={key}
          className="grid min-h-8 grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-baseline gap-3 border-hairline border-b py-1.5"
        >
          <dt className="break-words text-muted">{key}</dt>
          <dd
            title={typeof value === 'number' ? String(value) : undefined}
            className={cn('whitespace-pre-wrap break-words', typeof value === 'number' && 'tabular-nums')}
          >
            {valueSaid(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
