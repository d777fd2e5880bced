import { Skeleton } from '~/components/ui/skeleton'
import { PanelBoundary } from '../panel-boundary'

type ControlSectionProps = {
  id: string
  title: string
  /** Height of what comes, while it loads. */
  height?: string
  children: React.ReactNode
}

/** One part of the controls, reached by its anchor; it loads and fails on its own. */
export function ControlSection({ id, title, height = 'h-24', children }: ControlSectionProps) {
  return (
    <section aria-labelledby={`${id}-title`} id={id} className="min-w-0 scroll-mt-4">
      <h2 id={`${id}-title`} className="mb-2 text-15">
        {title}
      </h2>
      <PanelBoundary what={`${title} could not be read`} fallback={<Skeleton className={height} />}>
        {children}
      </PanelBoundary>
    </section>
  )
}
