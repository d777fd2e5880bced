/** How a figure is to be read, one click away: nobody needs it twice. */
export function Explain({ title = 'How to read this', children }: { title?: string; children: React.ReactNode }) {
  return (
    <details data-slot="explain" className="mt-2 max-w-4xl text-12 text-muted">
      <summary className="w-fit cursor-pointer rounded-sm hover:text-ink">{title}</summary>
      <div className="mt-1.5 flex flex-col gap-1.5 leading-normal">{children}</div>
    </details>
  )
}
