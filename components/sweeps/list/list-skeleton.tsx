import { Skeleton } from '~/components/ui/skeleton'

const ROWS = Array.from({ length: 10 }, (_, index) => `row ${index}`)

/** The list of sweeps before it is there, in the size that it will have. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Reading the sweeps" className="flex flex-col gap-3">
      <Skeleton className="h-8 w-40" />
      <Skeleton className="h-8 w-full max-w-2xl" />
      <Skeleton className="h-8 w-80 max-w-full" />
      <div className="flex flex-col gap-3 pt-8">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-10" />
        ))}
      </div>
    </div>
  )
}
