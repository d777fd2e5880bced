'use client'

import type { FailureCause } from '~/server/domain/failures/sweep-failures'
import type { SweepDetail } from '~/server/domain/sweep'
import { withDistributions } from '~/server/domain/sweep-text-edit'
import { EditDialog } from '../space/edit-dialog'
import { causeDetail, causeTitle, cutNote } from './failure-words'

type CauseLineProps = { sweep: SweepDetail; cause: FailureCause; isFirst: boolean }

/** One cause with its numbers, and a button for each way of cutting it out of the space. */
export function CauseLine({ sweep, cause, isFirst }: CauseLineProps) {
  const given = { text: sweep.yaml, config: sweep.config }
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-hairline border-b py-3 first:border-t">
      <div className="min-w-0 flex-1 basis-80">
        <p className="text-13 font-semibold">{causeTitle(cause, isFirst)}</p>
        <p className="text-13 text-muted">{causeDetail(cause)}</p>
        {cause.holdsBest && (
          <p className="pt-0.5 text-12">
            <span aria-hidden="true" className="mr-1.5 text-warn-ink">
              ▲
            </span>
            The best run so far lies there too.
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {cause.cuts.map(({ label, distribution }) => (
          <EditDialog
            key={label}
            sweep={sweep}
            trigger={`Cut it out: ${cause.name} ${label}…`}
            title={`Search on with ${cause.name} ${label}?`}
            note={cutNote(cause, label)}
            makeText={() => withDistributions(given, [{ path: cause.path, distribution }])}
          />
        ))}
        {cause.whyNot !== null && <p className="max-w-64 text-12 text-muted">It cannot be cut out: {cause.whyNot}.</p>}
      </div>
    </li>
  )
}
