/** Readings of a machine as charts: which belong into one, under which heading, and in which words. Pure. */
export type SystemChart = { title: string; metrics: string[] }
export type SystemSection = { title: string; charts: SystemChart[] }

/** Section, title, and the metrics of it; the first that fits a name counts. */
const CHARTS: readonly [section: string, title: string, pattern: RegExp][] = [
  ['Processor', 'Used by the program (% of all cores)', /^system\.cpu$/],
  ['Processor', 'Used by the whole machine (%)', /^system\.cpu_percent$/],
  ['Processor', 'Used by each core (%)', /^system\.cpu\.\d+\.cpu_percent$/],
  ['Processor', 'Threads of the program', /^system\.proc\.cpu\.threads$/],
  ['Memory', 'Used by the program (MB)', /^system\.proc\.memory\.rssMB$/],
  ['Memory', 'Used by the program (%)', /^system\.proc\.memory\.percent$/],
  ['Memory', 'Used by the whole machine (%)', /^system\.memory(_percent)?$/],
  ['Memory', 'Free (MB)', /^system\.proc\.memory\.availableMB$/],
  ['Graphics', 'Load (%)', /^system\.gpu\.\d+\.gpu$/],
  ['Graphics', 'Memory used (%)', /^system\.gpu\.\d+\.memoryAllocated$/],
  ['Graphics', 'Memory used (bytes)', /^system\.gpu\.\d+\.memoryAllocatedBytes$/],
  ['Graphics', 'Time at the memory (%)', /^system\.gpu\.\d+\.memory$/],
  ['Graphics', 'Temperature (°C)', /^system\.gpu\.\d+\.temp$/],
  ['Graphics', 'Power (W)', /^system\.gpu\.\d+\.powerWatts$/],
  ['Graphics', 'Power (% of what is allowed)', /^system\.gpu\.\d+\.powerPercent$/],
  ['Disk', 'Used (%)', /^system\.disk\..*usagePercent$/],
  ['Disk', 'Used (GB)', /^system\.disk\..*usageGB$/],
  ['Disk', 'Read since the start (MB)', /^system\.disk\.(.*\.)?in$/],
  ['Disk', 'Written since the start (MB)', /^system\.disk\.(.*\.)?out$/],
  ['Network', 'Received since the start (bytes)', /^system\.network\.recv$/],
  ['Network', 'Sent since the start (bytes)', /^system\.network\.sent$/],
]

/** In the order above; what is not known there stands last, under its own name. */
export function systemSections(keys: readonly string[]): SystemSection[] {
  const sections = new Map<string, Map<string, string[]>>()
  const add = (section: string, title: string, key: string) => {
    const charts = sections.get(section) ?? new Map<string, string[]>()
    sections.set(section, charts)
    charts.set(title, [...(charts.get(title) ?? []), key])
  }
  const left = new Set(keys.filter((key) => !key.startsWith('_')))
  for (const [section, title, pattern] of CHARTS) {
    for (const key of [...left].filter((name) => pattern.test(name)).sort(byNumber)) {
      add(section, title, key)
      left.delete(key)
    }
  }
  for (const key of [...left].sort(byNumber)) add('Other', key.replace(/^system\./, ''), key)
  return [...sections].map(([title, charts]) => ({
    title,
    charts: [...charts].map(([name, metrics]) => ({ title: name, metrics })),
  }))
}

/** GPU 10 comes after GPU 9. */
function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
