import { cn } from '~/components/lib/cn'

/**
 * A plain table in its own scroll box; 32-pixel rows, hairlines between. `label` names the box, which can be focused.
 * Words for screen readers are placed by the box, or they would make the page as wide as the table.
 */
export function Table({ className, label, ...props }: React.ComponentProps<'table'> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section data-slot="table-box" className="relative w-full overflow-x-auto" aria-label={label} tabIndex={0}>
      <table data-slot="table" className={cn('w-full border-collapse text-13', className)} {...props} />
    </section>
  )
}

export function TableHeader(props: React.ComponentProps<'thead'>) {
  return <thead data-slot="table-header" {...props} />
}

export function TableBody(props: React.ComponentProps<'tbody'>) {
  return <tbody data-slot="table-body" {...props} />
}

export function TableRow({ className, ...props }: React.ComponentProps<'tr'>) {
  return <tr data-slot="table-row" className={cn('h-8 border-hairline border-b', className)} {...props} />
}

/** A head over numbers is `numeric`, as their cells are, so that both stand at the right. */
export function TableHead({ className, ...props }: React.ComponentProps<'th'>) {
  return (
    <th
      data-slot="table-head"
      scope="col"
      className={cn('whitespace-nowrap px-2 font-normal text-12 text-muted first:pl-0', className)}
      {...props}
    />
  )
}

export function TableCell({ className, ...props }: React.ComponentProps<'td'>) {
  return <td data-slot="table-cell" className={cn('px-2 py-1 first:pl-0', className)} {...props} />
}
