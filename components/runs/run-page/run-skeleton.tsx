import { Skeleton } from '~/components/ui/skeleton'

const PANELS = ['a', 'b', 'c', 'd', 'e', 'f']

/** A run's page before its data. */
export function RunSkeleton() {
  return (
    <div role="status" aria-label="Reading the run" className="flex flex-col gap-4">
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-4 w-96 max-w-full" />
      <Skeleton className="h-8 w-80" />
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(320px,100%),1fr))] gap-x-6 gap-y-4">
        {PANELS.map((panel) => (
          <Skeleton key={panel} className="h-[217px]" />
        ))}
      </div>
    </div>
  )
}
