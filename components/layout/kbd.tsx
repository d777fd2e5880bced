/** A key of the keyboard. */
export function Kbd({ children }: { children: React.ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-hairline px-1 font-sans text-11 text-muted">
      {children}
    </kbd>
  )
}
