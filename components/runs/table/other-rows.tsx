'use client'

import { formatCount } from '~/components/lib/format'
import { NameCell, RowFrame, type RowPlace } from './row-frame'

/** A line whose run is not here yet, or no more. */
export function EmptyRow({ depth, isGone, ...place }: RowPlace & { depth: number; isGone: boolean }) {
  return (
    <RowFrame {...place}>
      <NameCell depth={depth}>
        <span className="pl-7 text-12 text-muted">
          {isGone ? 'deleted' : <span className="block h-2 w-40 rounded-sm bg-hover" />}
        </span>
      </NameCell>
    </RowFrame>
  )
}

type MoreRowProps = RowPlace & { depth: number; shown: number; total: number; onMore: () => void }

/** "50 of 312 groups". */
export function MoreRow({ depth, shown, total, onMore, ...place }: MoreRowProps) {
  return (
    <RowFrame {...place}>
      <NameCell depth={depth}>
        <button type="button" tabIndex={-1} className="link pl-7 text-12" onClick={onMore}>
          {formatCount(shown)} of {formatCount(total)} groups; show more
        </button>
      </NameCell>
    </RowFrame>
  )
}
