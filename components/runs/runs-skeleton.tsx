import { Skeleton } from '~/components/ui/skeleton'

const PANELS = ['a', 'b', 'c']
const ROWS = Array.from({ length: 12 }, (_, i) => `row ${i}`)

/** The project page before its data, in the size that it will have. */
export function RunsSkeleton() {
  return (
    <div role="status" aria-label="Reading the runs" className="flex flex-col gap-5">
      <Skeleton className="h-5 w-80 max-w-full" />
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(320px,100%),1fr))] gap-x-6 gap-y-4">
        {PANELS.map((panel) => (
          <Skeleton key={panel} className="h-[217px]" />
        ))}
      </div>
      <Skeleton className="h-8 w-full max-w-md" />
      <div className="flex flex-col gap-2">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-6" />
        ))}
      </div>
    </div>
  )
}
