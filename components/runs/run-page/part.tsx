type PartProps = { title: string; children: React.ReactNode; actions?: React.ReactNode; note?: React.ReactNode }

/** A titled part of the run's page, set off by a hairline. */
export function Part({ title, note, actions, children }: PartProps) {
  return (
    <section className="flex min-w-0 flex-col">
      <div className="flex min-h-9 items-center gap-2 border-hairline border-b">
        <h2 className="py-1.5 text-15">{title}</h2>
        {note !== undefined && <span className="text-12 text-muted">{note}</span>}
        {actions !== undefined && <span className="ml-auto flex items-center gap-1">{actions}</span>}
      </div>
      {children}
    </section>
  )
}
