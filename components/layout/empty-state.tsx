import { cn } from '~/components/lib/cn'

type EmptyStateProps = { title: string; children?: React.ReactNode; className?: string }

/** Nothing here yet: says so, and what would change that. */
export function EmptyState({ title, children, className }: EmptyStateProps) {
  return (
    <section data-slot="empty-state" className={cn('flex max-w-2xl flex-col gap-3 py-10', className)}>
      <h2 className="text-15">{title}</h2>
      <div className="flex flex-col gap-3 text-13 text-muted">{children}</div>
    </section>
  )
}
