import { Skeleton } from '~/components/ui/skeleton'

/** The panels of a sweep in their real sizes, so that nothing jumps when they come. */
export function PanelsSkeleton() {
  return (
    <div className="flex flex-col gap-8" aria-busy="true">
      <span className="sr-only">Loading</span>
      <div className="grid gap-8 lg:grid-cols-[1fr_18rem]">
        <Skeleton className="h-[20rem]" />
        <Skeleton className="h-[20rem] max-lg:h-40" />
      </div>
      <Skeleton className="h-[23rem]" />
      <div className="grid gap-8 lg:grid-cols-2">
        <Skeleton className="h-60" />
        <Skeleton className="h-60" />
      </div>
    </div>
  )
}
