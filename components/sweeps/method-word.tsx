import { cn } from '~/components/lib/cn'
import { methodColor } from '~/components/lib/color'
import type { Method } from '~/server/domain/sweep-config'

/** A method with the colour that it has in every chart. */
export function MethodWord({ method, className }: { method: Method; className?: string }) {
  return (
    <span data-slot="method-word" className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <span aria-hidden="true" className="size-2 rounded-full" style={{ background: methodColor(method) }} />
      {method}
    </span>
  )
}
