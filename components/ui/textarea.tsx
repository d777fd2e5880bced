import { cn } from '~/components/lib/cn'

export function Textarea({ className, ...props }: React.ComponentProps<'textarea'>) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(
        'min-h-24 w-full rounded-md border border-hairline bg-raised px-2.5 py-2 text-13 transition-colors hover:border-outline focus-visible:border-accent disabled:opacity-55 aria-invalid:border-bad',
        className,
      )}
      {...props}
    />
  )
}
