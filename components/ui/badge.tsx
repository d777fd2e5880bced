import { cn } from '~/components/lib/cn'

/** A quiet word in a box: a tag, a count, a method. States have their own mark. */
export function Badge({ className, ...props }: React.ComponentProps<'span'>) {
  return (
    <span
      data-slot="badge"
      className={cn(
        'inline-flex h-5 max-w-full items-center gap-1 truncate rounded-sm bg-hover px-1.5 text-11 text-ink',
        className,
      )}
      {...props}
    />
  )
}
