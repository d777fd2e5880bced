import { countOf, formatNumber } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import { distributionWords } from '~/server/domain/distribution-words'
import type { ObservedSetting } from '~/server/domain/space-proposal/propose-space'
import type { Distribution } from '~/server/domain/sweep-config'
import { settingWords } from '../setting-words'
import { ObservedHistogram } from './observed-histogram'

type ObservedLineProps = {
  setting: ObservedSetting
  /** As the config has it now; null where it has not. */
  current: Distribution | null
  onTake: (distribution: Distribution) => void
}

/** What was seen of a setting in the chosen runs, beside what was proposed for it. */
export function ObservedLine({ setting, current, onTake }: ObservedLineProps) {
  const { proposed } = setting
  const isConstant = proposed?.distribution === 'constant' && current?.distribution === 'constant'
  const isAsProposed = current !== null && proposed !== null && JSON.stringify(current) === JSON.stringify(proposed)
  // One bar of all runs says nothing that the value beside it does not.
  if (isConstant && isAsProposed) return null
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <ObservedHistogram setting={setting} />
      <div className="min-w-0 flex-1 basis-48 text-12 text-muted">
        <p>{seenSentence(setting)}</p>
        {proposed !== null && (
          <p>
            {isAsProposed ? 'As proposed: ' : 'Proposed: '}
            {distributionWords(proposed)}
            {!isAsProposed && (
              <Button variant="link" className="ml-1.5 text-12" onClick={() => onTake(proposed)}>
                Take it
              </Button>
            )}
          </p>
        )}
      </div>
    </div>
  )
}

function seenSentence({ runCount, histogram }: ObservedSetting): string {
  const runs = countOf(runCount, 'run')
  if (histogram.kind === 'stretches')
    return `Seen in ${runs}: ${formatNumber(histogram.edges[0] ?? 0)} to ${formatNumber(histogram.edges.at(-1) ?? 0)}`
  const shown = histogram.values.slice(0, 4).map((value) => settingWords(value).slice(0, 40))
  const rest = histogram.values.length - shown.length + (histogram.otherCount > 0 ? 1 : 0)
  return `Seen in ${runs}: ${shown.join(', ')}${rest > 0 ? ', …' : ''}`
}
