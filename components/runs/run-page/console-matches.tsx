import type { ConsoleLine } from '~/server/domain/console'
import { ConsoleLineRow } from './console-line'

type ConsoleMatchesProps = { lines: ConsoleLine[]; search: string; isLoading: boolean }

/** The lines that hold the text that is searched. */
export function ConsoleMatches({ lines, search, isLoading }: ConsoleMatchesProps) {
  if (lines.length === 0)
    return <p className="py-6 text-muted">{isLoading ? 'Searching…' : `No line contains “${search}”.`}</p>
  return (
    <section
      aria-label="Matching lines"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-[calc(100dvh-16rem)] min-h-40 overflow-auto border-hairline border-y py-1 font-mono text-12"
    >
      {lines.map((line) => (
        <ConsoleLineRow key={line.number} number={line.number} line={line} />
      ))}
    </section>
  )
}
