import { cn } from '~/components/lib/cn'

type EmptyStateProps = {
  title: string
  /** It is all that the page says, so its title is the page's. */
  isPage?: boolean
  children?: React.ReactNode
  className?: string
}

/** Nothing here yet: says so, and what would change that. */
export function EmptyState({ title, isPage = false, children, className }: EmptyStateProps) {
  const Heading = isPage ? 'h1' : 'h2'
  return (
    <section
      data-slot="empty-state"
      className={cn('flex max-w-2xl flex-col gap-3', isPage ? 'py-2' : 'py-10', className)}
    >
      <Heading className={isPage ? 'text-20' : 'text-15'}>{title}</Heading>
      <div className="flex flex-col gap-3 text-13 text-muted">{children}</div>
    </section>
  )
}
