import { useId } from 'react'
import { cn } from '~/components/lib/cn'

type FieldProps = {
  label: string
  /** One sentence below. */
  hint?: string | undefined
  className?: string
  children: (ids: { id: string; describedBy: string | undefined }) => React.ReactNode
}

/** A label above a control, and what it does below. */
export function Field({ label, hint, className, children }: FieldProps) {
  const id = useId()
  const describedBy = hint === undefined ? undefined : `${id}-hint`
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="truncate text-12 text-muted">
        {label}
      </label>
      {children({ id, describedBy })}
      {hint !== undefined && (
        <p id={describedBy} className="text-12 text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
