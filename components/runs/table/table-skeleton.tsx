import { Skeleton } from '~/components/ui/skeleton'

const ROWS = Array.from({ length: 16 }, (_, index) => `row ${index}`)

/** The table before its rows, in the size that they will have. */
export function TableSkeleton() {
  return (
    <div role="status" aria-label="Reading the runs" className="flex flex-col border-hairline border-y">
      {ROWS.map((row) => (
        <div key={row} className="flex h-8 items-center border-hairline/60 border-b">
          <Skeleton className="h-3 w-2/3" />
        </div>
      ))}
    </div>
  )
}
