import Link from 'next/link'
import { sweepHref } from '~/components/lib/paths'
import type { RunDetail } from '~/server/domain/run'
import { KeyValues } from '../key-values'
import { Part } from '../part'
import { AskAgain } from './ask-again'
import { suggestionFacts, versionSaid, whySuggested } from './why-suggested'

/** The sweep that the run belongs to, and why it has the settings that it has. */
export function WhyTheseSettings({ run }: { run: RunDetail }) {
  const { suggestion, suggestionInfo, sweep } = run
  if (sweep === null || suggestion === null) return null
  return (
    <Part title="Why these settings">
      <div className="flex flex-col gap-1.5 py-2">
        <p>
          Suggestion {(run.suggestionNumber ?? 0) + 1} of the sweep{' '}
          <Link href={sweepHref(run, sweep)} className="link">
            {run.sweepName ?? sweep}
          </Link>
          {run.method && <> ({run.method})</>}. {whySuggested(suggestionInfo ?? {}, suggestion.source)}
        </p>
        <p className="text-muted">{versionSaid(suggestion)}</p>
        <AskAgain run={run} sweep={sweep} />
      </div>
      {suggestionInfo && Object.keys(suggestionInfo).length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer py-1 text-12 text-muted hover:text-ink">
            What the search recorded
          </summary>
          <KeyValues entries={suggestionFacts(suggestionInfo)} empty="" />
        </details>
      )}
    </Part>
  )
}
