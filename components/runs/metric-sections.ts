/** Metrics by the part of their name before the last slash: `train/loss` stands with `train/accuracy`. Pure. */
export type MetricSection = { name: string; metrics: string[] }

/** Metrics without a prefix come first; sections and their metrics keep the order they are given in. */
export function metricSections(metrics: string[]): MetricSection[] {
  const sections = new Map<string, string[]>([['', []]])
  for (const metric of metrics) {
    const slash = metric.lastIndexOf('/')
    const prefix = slash > 0 ? metric.slice(0, slash) : ''
    sections.set(prefix, [...(sections.get(prefix) ?? []), metric])
  }
  return [...sections]
    .filter(([, members]) => members.length > 0)
    .map(([name, members]) => ({ name, metrics: members }))
}
