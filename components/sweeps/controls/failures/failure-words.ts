/** What failed runs have in common, in sentences that carry their numbers; and how sure they are. Pure. */
import { countOf, formatCount } from '~/components/lib/format'
import { regionText } from '~/server/domain/failures/region-text'
import type { FailureCause, SweepFailures } from '~/server/domain/failures/sweep-failures'
import type { Retried } from '~/server/domain/suggestion'

/** "All 12 failures have batch_size 512", or how many of them; of a second cause those that the first leaves. */
export function causeTitle(cause: FailureCause, isFirst: boolean): string {
  const { badInside, bad, name, region } = cause
  const which = isFirst ? 'failures' : 'failures left'
  const share =
    badInside === bad
      ? bad === 2
        ? 'Both'
        : `All ${formatCount(bad)}`
      : `${formatCount(badInside)} of ${formatCount(bad)}`
  return `${share} ${which} have ${regionText(name, region)}`
}

/** The other half: how many of the runs there failed, and elsewhere. */
export function causeDetail({ badInside, inside, bad, total, p }: FailureCause): string {
  const there =
    badInside === inside
      ? `all ${countOf(inside, 'run')} there failed`
      : `${formatCount(badInside)} of ${countOf(inside, 'run')} there failed`
  const elsewhere = `${formatCount(bad - badInside)} of ${formatCount(total - inside)} elsewhere`
  return `${capital(there)}, ${elsewhere}. By chance a setting would look this guilty in ${chanceText(p)}.`
}

function chanceText(p: number): string {
  if (p < 1e-6) return 'fewer than 1 in a million sweeps'
  return `about 1 in ${formatCount(Number((1 / p).toPrecision(2)))} sweeps`
}

/** How many failed, and what has become of some of them since. */
export function failureCountText({ badCount, goodCount, repeatedCount, outsideCount }: SweepFailures): string {
  if (badCount === 0) return 'No run failed or crashed.'
  const repeated =
    repeatedCount === 0 ? '' : ` ${formatCount(repeatedCount)} of them ${was(repeatedCount)} run again since.`
  const outside =
    outsideCount === 0
      ? ''
      : ` ${formatCount(outsideCount)} ${outsideCount === 1 ? 'has' : 'have'} settings that were cut out of the space since.`
  return `${countOf(badCount, 'run')} failed or crashed, ${formatCount(goodCount)} ended well.${repeated}${outside}`
}

function was(count: number): string {
  return count === 1 ? 'was' : 'were'
}

/** Why nothing is blamed, when nothing is. */
export function noCauseText({
  badCount,
  goodCount,
  repeatedCount,
  outsideCount,
  causes,
}: SweepFailures): string | null {
  const left = badCount - repeatedCount - outsideCount
  if (causes.length > 0 || left <= 0) return null
  if (left < 3) return 'Too few failures to say what they have in common.'
  if (goodCount === 0) return 'Every run failed, so no setting can tell good from bad: look at the reasons.'
  return 'No setting tells failed runs from the others better than chance would.'
}

/** Note of the version that cuts a region out, for the list of versions. */
export function cutNote(cause: FailureCause, label: string): string {
  return `${cause.name} ${label}: ${cause.badInside} of ${cause.inside} runs with ${regionText(cause.name, cause.region)} failed`
}

/** `outside`: failed ones that are left alone, because their settings were cut out. */
export function retryEffect(
  count: number,
  { state, endReason }: { state: string; endReason: string | null },
  outside = 0,
): string {
  const opened =
    state === 'finished' ? ` The sweep is over (${endReason ?? 'finished'}) and is opened again for them.` : ''
  const alone =
    outside === 0
      ? ''
      : ` ${formatCount(outside)} whose settings were cut out ${outside === 1 ? 'is' : 'are'} left alone.`
  return `Puts ${countOf(count, 'run')} with the same settings first in the queue, under new numbers.${alone}${opened}`
}

export function retriedText({ queued, skipped, opened }: Retried): string {
  const rest = skipped > 0 ? `, ${skipped} left alone (asked for again already, or cut out of the space)` : ''
  return `${countOf(queued, 'run')} in the queue again${rest}.${opened ? ' The sweep is open again for them.' : ''}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
