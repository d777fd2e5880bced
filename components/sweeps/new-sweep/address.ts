/**
 * The address of the page that makes a sweep: which step, which runs, and the config itself, packed. A link shows the
 * same page to whoever opens it. Read on both sides, so no client hook lives here.
 */
import { createParser, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { z } from 'zod'
import { pack, unpack } from '~/components/lib/packed'
import { sweepIdSchema } from '~/server/domain/ids'

export const STEPS = ['runs', 'space', 'goal', 'program', 'review'] as const
export type Step = (typeof STEPS)[number]

/** Servers and proxies refuse addresses beyond some 8,000 characters; the rest of the address needs room too. */
const DRAFT_CHARS_MAX = 6000
const KEPT = '~'

/** The text itself, or the key under which this tab keeps one that is too long for an address. */
export type Draft = { text: string } | { key: string }

const draftParser = createParser<Draft>({
  parse(packed) {
    if (packed.startsWith(KEPT)) return { key: packed }
    const text = unpack(packed, z.string())
    return text === null ? null : { text }
  },
  serialize: (draft) => ('key' in draft ? draft.key : pack(draft.text)),
  eq: (a, b) => JSON.stringify(a) === JSON.stringify(b),
})

const sweepParser = createParser<string>({
  parse: (id) => sweepIdSchema.safeParse(id).data ?? null,
  serialize: (id) => id,
})

export const newSweepParams = {
  /** Null: everything on one page. */
  step: parseAsStringLiteral(STEPS),
  draft: draftParser,
  /** Chosen one by one; none means all that match. */
  runs: parseAsArrayOf(parseAsString).withDefault([]),
  q: parseAsString.withDefault(''),
  filter: parseAsString.withDefault(''),
  /** A sweep whose runs are meant, and whose config is the start. */
  from: sweepParser,
  /** Runs to learn from: those that were chosen, unless it says none. */
  prior: parseAsStringLiteral(['none']),
  /** Of them, those that are left out. */
  skip: parseAsArrayOf(parseAsString).withDefault([]),
  /** Of which choice of runs the parameters were proposed. */
  of: parseAsString.withDefault(''),
  /** The sweep that was made: its agents are waited for. */
  started: sweepParser,
}

/** The draft as the address holds it; a long one is kept by the tab, under a key that its text gives. */
export function draftFor(text: string | null): Draft | null {
  if (text === null) return null
  return pack(text).length <= DRAFT_CHARS_MAX ? { text } : { key: `${KEPT}${shortHash(text)}` }
}

export type ChosenRuns = { runs: string[]; q: string; filter: string; from: string | null }

/** Another text whenever other runs are meant. */
export function choiceKey({ runs, q, filter, from }: ChosenRuns): string {
  return shortHash(JSON.stringify([[...runs].sort(), q, filter, from]))
}

/** Sweep and filter as one filter. */
export function filterOf({ filter, from }: Pick<ChosenRuns, 'filter' | 'from'>): string {
  if (from === null) return filter
  const own = `sweep = ${from}`
  return filter.trim() === '' ? own : `(${filter}) and ${own}`
}

/** FNV-1a: enough to tell texts of one person apart. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return (hash >>> 0).toString(36)
}
