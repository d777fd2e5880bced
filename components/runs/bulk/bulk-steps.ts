/** A change to many runs as the steps that the server takes one by one, and what came of all of them. Pure but for the calls. */
import { countOf, formatCount } from '~/components/lib/format'
import { BULK_BATCH_RUNS, type BulkOutcome, type BulkPreview, type WhichRuns } from '~/server/domain/run-bulk'
import type { Selection } from '../table/selection'

export type Asked = { search: string; filter: string }

/** As many as one step takes at most. */
export function whichRuns(selection: Selection, { search, filter }: Asked): WhichRuns[] {
  if (selection.kind === 'all') return [{ kind: 'matching', search, filter, except: [...selection.except] }]
  const ids = [...selection.ids]
  return Array.from({ length: Math.ceil(ids.length / BULK_BATCH_RUNS) }, (_, step) => ({
    kind: 'ids',
    ids: ids.slice(step * BULK_BATCH_RUNS, (step + 1) * BULK_BATCH_RUNS),
  }))
}

export type BulkResult = Pick<BulkOutcome, 'done' | 'unchanged' | 'refused' | 'deletedAt'> & {
  /** Somebody ended it before all was done. */
  isCut: boolean
}

type Steps<T> = {
  parts: readonly T[]
  call: (part: T, cursor: string | null) => Promise<BulkOutcome>
  onProgress: (gone: number) => void
  signal: AbortSignal
}

/** Step after step, until all is done or somebody ends it; a step that was begun is finished. */
export async function takeSteps<T>({ parts, call, onProgress, signal }: Steps<T>): Promise<BulkResult> {
  const result: BulkResult = { done: 0, unchanged: 0, refused: [], deletedAt: null, isCut: false }
  for (const part of parts) {
    let cursor: string | null = null
    do {
      if (signal.aborted) return { ...result, isCut: true }
      const outcome: BulkOutcome = await call(part, cursor)
      result.done += outcome.done
      result.unchanged += outcome.unchanged
      result.refused.push(...outcome.refused)
      result.deletedAt ??= outcome.deletedAt
      cursor = outcome.cursor
      onProgress(result.done + result.unchanged + result.refused.length)
    } while (cursor !== null)
  }
  return result
}

/** "12 runs tagged." and what was so already, what was not done and why. */
export function sayResult(
  { done, unchanged, refused, isCut }: BulkResult,
  did: string,
): { text: string; notes: string[] } {
  const reasons = new Map<string, string[]>()
  for (const { name, reason } of refused) reasons.set(reason, [...(reasons.get(reason) ?? []), name])
  return {
    text: `${countOf(done, 'run')} ${did}${isCut ? ', then it was ended' : ''}`,
    notes: [
      ...(unchanged > 0 ? [`${formatCount(unchanged)} were so already`] : []),
      ...[...reasons].map(([reason, names]) =>
        names.length === 1 ? `not ${names[0]}: ${reason}` : `not ${formatCount(names.length)}: ${reason}`,
      ),
    ].slice(0, 5),
  }
}

/** What an action would touch, over all of its parts. */
export function sumPreviews(parts: readonly BulkPreview[]): BulkPreview {
  const sum = (of: (part: BulkPreview) => number) => parts.reduce((total, part) => total + of(part), 0)
  const tags = new Map<string, number>()
  for (const { tag, count } of parts.flatMap((part) => part.tags)) tags.set(tag, (tags.get(tag) ?? 0) + count)
  return {
    count: sum(({ count }) => count),
    runningCount: sum(({ runningCount }) => runningCount),
    sweepCount: sum(({ sweepCount }) => sweepCount),
    takenCount: sum(({ takenCount }) => takenCount),
    tags: [...tags].map(([tag, count]) => ({ tag, count })),
  }
}
