import { cn } from '~/components/lib/cn'

type ArrivalProps = { isHere: boolean; waiting: string; children: React.ReactNode }

/** Something that is waited for, and then is there. */
export function Arrival({ isHere, waiting, children }: ArrivalProps) {
  return (
    <li className={cn('flex min-h-9 items-center gap-3 border-hairline border-b py-1.5', !isHere && 'text-muted')}>
      <span aria-hidden="true" className={cn('w-4 text-center', isHere && 'text-good')}>
        {isHere ? '✓' : '○'}
      </span>
      <span className="min-w-0">{isHere ? children : waiting}</span>
    </li>
  )
}
