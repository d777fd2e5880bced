import { cn } from '~/components/lib/cn'

export function Input({ className, type = 'text', ...props }: React.ComponentProps<'input'>) {
  return (
    <input
      data-slot="input"
      type={type}
      className={cn(
        'h-8 w-full min-w-0 rounded-md border border-hairline bg-raised px-2.5 text-13 transition-colors hover:border-outline focus-visible:border-accent disabled:opacity-55 aria-invalid:border-bad',
        className,
      )}
      {...props}
    />
  )
}
