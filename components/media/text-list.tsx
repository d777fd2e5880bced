import { RunName } from './run-name'
import type { ViewerProps } from './viewer'

/** Text as it was logged, a block for each run. */
export function TextList({ shown, title }: ViewerProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the panel is scrolled by keys too
    <section tabIndex={0} aria-label={title} className="flex h-full flex-col gap-3 overflow-y-auto">
      {shown.map(({ run, media, step }) => (
        <div key={run.storageId} className="flex min-w-0 flex-col gap-1">
          {(shown.length > 1 || step !== null) && <RunName run={run} step={step} />}
          <p className="whitespace-pre-wrap break-words text-13">{media?.kind === 'text' ? media.text : ''}</p>
        </div>
      ))}
    </section>
  )
}
