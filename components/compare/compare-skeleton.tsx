import { Skeleton } from '~/components/ui/skeleton'

/** In the sizes of what comes: controls, the figure with its key, the sentence, the table. */
export function CompareSkeleton() {
  return (
    <div className="flex flex-col gap-6" aria-busy="true">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-6 max-w-xl" />
      <Skeleton className="h-[25.5rem]" />
      <Skeleton className="h-12 max-w-4xl" />
      <Skeleton className="h-32" />
      <div className="grid gap-6 sm:grid-cols-2">
        <Skeleton className="h-52" />
        <Skeleton className="h-52" />
      </div>
    </div>
  )
}
