/** What the address says of the controls and the agents of a sweep. Read on both sides, so no client hook lives here. */
import { createParser, parseAsInteger, parseAsStringLiteral } from 'nuqs/server'
import { LINE_KINDS } from './lines/line-texts'

/** Which one comes first depends on the program of the sweep. */
export const lineKindParser = parseAsStringLiteral(LINE_KINDS)
export const servesParser = parseAsStringLiteral(['sweep', 'project']).withDefault('sweep')
/** The version whose text is shown. */
export const versionParser = parseAsInteger

/** The stretch of the timeline that is shown, as two times in milliseconds. */
export const spanParser = createParser({
  parse(text: string): [number, number] | null {
    const [from, to] = text.split('-').map(Number)
    return from !== undefined && to !== undefined && Number.isFinite(from) && Number.isFinite(to) && to > from
      ? [from, to]
      : null
  },
  serialize: ([from, to]: [number, number]) => `${from}-${to}`,
  eq: (a, b) => a[0] === b[0] && a[1] === b[1],
})
