import { cn } from '~/components/lib/cn'

/** The word above a field; pass `htmlFor`, or put the field inside. */
export function Label({ className, ...props }: React.ComponentProps<'label'>) {
  // biome-ignore lint/a11y/noLabelWithoutControl: the field is named by the caller's htmlFor or is a child
  return <label data-slot="label" className={cn('text-12 text-muted', className)} {...props} />
}
