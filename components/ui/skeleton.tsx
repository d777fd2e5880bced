import { cn } from '~/components/lib/cn'

/** Stands where something will be, in the size it will have. Silent to screen readers: the region says it is busy. */
export function Skeleton({ className, ...props }: React.ComponentProps<'div'>) {
  return (
    <div
      data-slot="skeleton"
      aria-hidden="true"
      className={cn('animate-pulse rounded-sm bg-hover', className)}
      {...props}
    />
  )
}
