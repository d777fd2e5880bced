/** Names at the ends of lines, moved apart so that none covers another. Pure; positions are pixels from the top. */
export type EndLabel = { id: string; y: number }

/** Keeps the order of the ends and, where there is room, their places; all stay within 0 and `height`. */
export function spreadLabels(labels: EndLabel[], gap: number, height: number): EndLabel[] {
  const sorted = labels.toSorted((a, b) => a.y - b.y)
  const placed: EndLabel[] = []
  for (const label of sorted) {
    const floor = (placed.at(-1)?.y ?? Number.NEGATIVE_INFINITY) + gap
    placed.push({ id: label.id, y: Math.max(label.y, floor, gap / 2) })
  }
  let ceiling = height - gap / 2
  for (const label of placed.toReversed()) {
    label.y = Math.min(label.y, ceiling)
    ceiling = label.y - gap
  }
  return placed
}
