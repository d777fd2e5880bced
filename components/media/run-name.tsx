import { formatCount } from '~/components/lib/format'
import type { MediaRun } from './media-run'

type RunNameProps = {
  run: MediaRun
  /** Where the value was logged, when that is not the step that is looked at. */
  step?: number | null
}

export function RunName({ run, step = null }: RunNameProps) {
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-12">
      <span aria-hidden="true" className="size-2 shrink-0 rounded-full" style={{ background: run.color }} />
      <span className="truncate">{run.name}</span>
      {step !== null && <span className="shrink-0 text-muted">from step {formatCount(step)}</span>}
    </p>
  )
}
