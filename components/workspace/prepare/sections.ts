/**
 * The sections of a workspace: those that somebody arranged, and after them one for each prefix of a metric that has none,
 * with a panel for each metric. Pure. What is made by itself is not kept anywhere: the address says only what differs.
 */

import { panelText } from '~/components/panels/panel-words'
import { byUsefulness, isCounter } from '~/components/runs/metric-order'
import type { MediaKind } from '~/server/domain/media'
import type { LineSettings, Panel, PanelSection } from '~/server/domain/panel'
import type { PanelsState } from '~/server/domain/view'

export type SectionModel = {
  id: string
  title: string
  /** Metrics with it get panels by themselves; null in a section that shows what was put there alone. */
  prefix: string | null
  isOpen: boolean
  settings: Partial<LineSettings>
  panels: Panel[]
  /** Panels that were put there; those that follow came by themselves. */
  ownCount: number
}

/** Open at first until so many panels are in sight. */
const PANELS_OPEN = 24
/** Their curve is a straight line: offered, at the end. */
export const COUNTERS = '#counters'

export function autoSectionId(prefix: string): string {
  return `auto:${prefix}`
}

/** Kinds of media that get a panel by themselves, and the kind of that panel. */
const MEDIA_PANELS: Partial<Record<MediaKind, 'media' | 'histogram'>> = {
  images: 'media',
  table: 'media',
  audio: 'media',
  video: 'media',
  histogram: 'histogram',
}

/** What was logged that is no number, by name. */
export type MediaKinds = ReadonlyMap<string, MediaKind>

const NO_MEDIA: MediaKinds = new Map()

export function autoPanel(metric: string, kind?: MediaKind): Panel {
  const id = `auto:${metric}`
  const media = kind === undefined ? undefined : MEDIA_PANELS[kind]
  return media === undefined ? { id, kind: 'line', metrics: [metric] } : { id, kind: media, metric }
}

/** The part of the name before the first slash, '' where there is none. */
export function prefixOf(metric: string): string {
  const slash = metric.indexOf('/')
  return slash > 0 ? metric.slice(0, slash) : ''
}

export function sectionTitle(prefix: string): string {
  if (prefix === COUNTERS) return 'Counters'
  return prefix === '' ? 'Metrics' : prefix
}

/** `metrics` are all that the runs of the project log; `objectives` are what its sweeps aim at. */
export function sectionsOf(
  state: PanelsState,
  metrics: readonly string[],
  objectives: readonly string[],
  media: MediaKinds = NO_MEDIA,
): SectionModel[] {
  const automatic = state.isAutomatic
    ? panelsByPrefix(state, { metrics, objectives, media })
    : new Map<string, Panel[]>()
  const arranged = state.sections.map((section) => modelOf(section, automatic.get(section.prefix ?? '\0') ?? []))
  const known = new Set(state.sections.map(({ prefix }) => prefix))
  const made = [...automatic]
    .filter(([prefix]) => !known.has(prefix) && !state.hiddenPrefixes.includes(prefix))
    .map(([prefix, own]) => modelOf(autoSection(prefix), own))
  return openOnes([...arranged, ...made], state.toggled)
}

export function autoSection(prefix: string): PanelSection {
  return { id: autoSectionId(prefix), title: sectionTitle(prefix), prefix, panels: [] }
}

function modelOf(
  { id, title, prefix, panels, settings }: PanelSection,
  automatic: Panel[],
): Omit<SectionModel, 'isOpen'> {
  return {
    id,
    title,
    prefix: prefix ?? null,
    settings: settings ?? {},
    panels: [...panels, ...automatic],
    ownCount: panels.length,
  }
}

function openOnes(sections: Omit<SectionModel, 'isOpen'>[], toggled: readonly string[]): SectionModel[] {
  let before = 0
  return sections.map((section) => {
    const opensItself = before < PANELS_OPEN && section.prefix !== COUNTERS
    before += section.panels.length
    return { ...section, isOpen: opensItself !== toggled.includes(section.id) }
  })
}

type Logged = { metrics: readonly string[]; objectives: readonly string[]; media: MediaKinds }

/** In the order of their most useful metric; what has no prefix comes first, counters last, media behind the numbers. */
function panelsByPrefix(
  { hidden, sections }: PanelsState,
  { metrics, objectives, media }: Logged,
): Map<string, Panel[]> {
  const without = new Set([...hidden, ...sections.flatMap(({ panels }) => panels.flatMap(ownMetric))])
  const numbers = metrics.filter((metric) => !metric.startsWith('_'))
  const known = new Set(numbers)
  const groups = new Map<string, Panel[]>([['', []]])
  const put = (prefix: string, panel: Panel) => {
    const group = groups.get(prefix)
    if (group === undefined) groups.set(prefix, [panel])
    else group.push(panel)
  }
  const counters: Panel[] = []
  for (const metric of byUsefulness(numbers, [...objectives])) {
    if (without.has(metric)) continue
    if (isCounter(metric) && !objectives.includes(metric)) counters.push(autoPanel(metric))
    else put(prefixOf(metric), autoPanel(metric))
  }
  for (const [key, kind] of media) {
    if (MEDIA_PANELS[kind] !== undefined && !known.has(key) && !without.has(key))
      put(prefixOf(key), autoPanel(key, kind))
  }
  if (counters.length > 0) groups.set(COUNTERS, counters)
  return new Map([...groups].filter(([, group]) => group.length > 0))
}

/** The metric whose panel by itself this one takes the place of. */
function ownMetric({ id }: Panel): string[] {
  return id.startsWith('auto:') ? [id.slice('auto:'.length)] : []
}

export type PanelSearch = { sections: SectionModel[]; error: string | null }

/** Sections with the panels that match; those that have none are left out. A bad expression says so and hides nothing. */
export function searchPanels(sections: SectionModel[], search: string): PanelSearch {
  if (search === '') return { sections, error: null }
  const pattern = patternOf(search)
  if (typeof pattern === 'string') return { sections, error: pattern }
  const found = sections.flatMap((section) => {
    if (section.title !== '' && pattern.test(section.title)) return [section]
    const panels = section.panels.filter((panel) => pattern.test(panelText(panel)))
    return panels.length === 0 ? [] : [{ ...section, panels, isOpen: true }]
  })
  return { sections: found, error: null }
}

function patternOf(search: string): RegExp | string {
  try {
    return new RegExp(search, 'im')
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : ''
    return `This is no regular expression: ${reason}`
  }
}
