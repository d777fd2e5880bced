import { ChevronDown } from 'lucide-react'
import { cn } from '~/components/lib/cn'

type PlainSelectProps = Omit<React.ComponentProps<'select'>, 'onChange'> & {
  choices: readonly { value: string; label: string }[]
  onValue: (value: string) => void
}

/** The browser's own list to choose from: hundreds of them cost nothing, and a phone shows it in its own way. */
export function PlainSelect({ choices, onValue, className, ...props }: PlainSelectProps) {
  return (
    <div className={cn('relative min-w-0', className)}>
      <select
        onChange={(event) => onValue(event.currentTarget.value)}
        className="h-8 w-full appearance-none truncate rounded-md border border-hairline bg-raised pr-7 pl-2.5 text-13 transition-colors hover:bg-hover"
        {...props}
      >
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute top-2.5 right-2.5 size-3.5 text-muted" />
    </div>
  )
}
