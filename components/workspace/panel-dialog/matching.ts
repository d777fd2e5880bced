/** Finding names among thousands as somebody types. Pure. */

/** Names that begin with the text come first, then those that hold it; case does not matter. */
export function matching<T>(choices: readonly T[], textOf: (choice: T) => string, typed: string, max: number): T[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return choices.slice(0, max)
  const starting: T[] = []
  const holding: T[] = []
  for (const choice of choices) {
    const at = textOf(choice).toLowerCase().indexOf(wanted)
    if (at === 0) starting.push(choice)
    else if (at > 0) holding.push(choice)
    if (starting.length >= max) break
  }
  return [...starting, ...holding].slice(0, max)
}
