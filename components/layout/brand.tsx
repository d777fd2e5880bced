import { cn } from '~/components/lib/cn'

/** The mark: a curve that steps up to its best, as every sweep hopes to. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={cn('size-4', className)}>
      <path
        d="M2 13h3.5V8.5H9V5h5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx="14" cy="5" r="1.9" fill="var(--accent)" />
    </svg>
  )
}
