/**
 * Changes of the layout of a workspace: each gives what is to be set, for `setPanels`. Pure. A section or panel that came
 * by itself becomes one that is kept as soon as it is changed, with all before it, so that nothing moves that was not
 * moved.
 */
import type { LineSettings, Panel, PanelSection } from '~/server/domain/panel'
import type { PanelsState } from '~/server/domain/view'
import type { SectionModel } from './sections'

export type LayoutChange = Partial<PanelsState>

export type Layout = {
  state: PanelsState
  /** All of them, whatever is searched for; those that are kept in the state come first. */
  sections: readonly SectionModel[]
}

/** So many panels of one section can be kept; one that changes far behind them goes to their end. */
const KEPT_PANELS_MAX = 500

/** The sections that are kept, and those up to a place; further ones go on coming by themselves. */
function kept({ state, sections }: Layout, upTo = -1): PanelSection[] {
  return sections.slice(0, Math.max(upTo + 1, state.sections.length)).map(keptSection)
}

function keptSection({ id, title, prefix, settings, panels, ownCount }: SectionModel): PanelSection {
  return {
    id,
    title,
    ...(prefix === null ? {} : { prefix }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    panels: panels.slice(0, ownCount),
  }
}

/** The sections that are kept, with the panels of one kept up to a place in it. */
function keptPanels(layout: Layout, sectionId: string, upTo: number): PanelSection[] {
  const index = layout.sections.findIndex(({ id }) => id === sectionId)
  const model = layout.sections[index]
  if (model === undefined) return kept(layout)
  const last = upTo < KEPT_PANELS_MAX ? [] : model.panels.slice(upTo, upTo + 1)
  const count = Math.max(model.ownCount, last.length > 0 ? 0 : upTo + 1)
  const panels = [...model.panels.slice(0, count), ...(upTo < count ? [] : last)]
  return kept(layout, index).map((section) => (section.id === sectionId ? { ...section, panels } : section))
}

export function placeOf(
  sections: readonly SectionModel[],
  panelId: string,
): { section: SectionModel; index: number } | null {
  for (const section of sections) {
    const index = section.panels.findIndex(({ id }) => id === panelId)
    if (index !== -1) return { section, index }
  }
  return null
}

/** Puts a changed panel in the place of the one with its id. */
export function changePanel(layout: Layout, panel: Panel): LayoutChange {
  const place = placeOf(layout.sections, panel.id)
  if (place === null) return {}
  return {
    sections: keptPanels(layout, place.section.id, place.index).map((section) => ({
      ...section,
      panels: section.panels.map((other) => (other.id === panel.id ? panel : other)),
    })),
  }
}

/** At the top of the section, where one sees it come. */
export function addPanel(layout: Layout, sectionId: string, panel: Panel): LayoutChange {
  const index = layout.sections.findIndex(({ id }) => id === sectionId)
  return {
    sections: kept(layout, index).map((section) =>
      section.id === sectionId ? { ...section, panels: [panel, ...section.panels] } : section,
    ),
  }
}

/** A panel like this one behind it. */
export function duplicatePanel(layout: Layout, panelId: string, newId: string): LayoutChange {
  const place = placeOf(layout.sections, panelId)
  if (place === null) return {}
  return {
    sections: keptPanels(layout, place.section.id, place.index).map((section) => ({
      ...section,
      panels: section.panels.flatMap((panel) => (panel.id === panelId ? [panel, { ...panel, id: newId }] : [panel])),
    })),
  }
}

/** A panel that came by itself is hidden and can be shown again; one that was made is gone, but for undo. */
export function removePanel(layout: Layout, panelId: string): LayoutChange {
  const metric = panelId.startsWith('auto:') ? panelId.slice('auto:'.length) : null
  return {
    sections: kept(layout).map((section) => ({
      ...section,
      panels: section.panels.filter(({ id }) => id !== panelId),
    })),
    ...(metric === null ? {} : { hidden: [...layout.state.hidden, metric] }),
  }
}

/** Before the panel `before` of another or the same section; null is its end. */
export function movePanel(
  layout: Layout,
  panelId: string,
  to: { sectionId: string; before: string | null },
): LayoutChange {
  const from = placeOf(layout.sections, panelId)
  const target = layout.sections.find(({ id }) => id === to.sectionId)
  const panel = from?.section.panels[from.index]
  if (from === null || target === undefined || panel === undefined || to.before === panelId) return {}
  const at = to.before === null ? target.panels.length : target.panels.findIndex(({ id }) => id === to.before)
  // Both places are kept up to where they change, each in the sections as the other left them.
  const lifted = keptPanels(layout, from.section.id, from.index)
  const opened = keptPanels(layout, target.id, at - 1)
  const longer = lifted.length > opened.length ? lifted : opened
  return {
    sections: longer.map((_, index) => {
      const section = longest(lifted[index], opened[index])
      const panels = section.panels.filter(({ id }) => id !== panelId)
      if (section.id !== target.id) return { ...section, panels }
      const place = to.before === null ? panels.length : panels.findIndex(({ id }) => id === to.before)
      const end = place === -1 ? panels.length : place
      return { ...section, panels: [...panels.slice(0, end), panel, ...panels.slice(end)] }
    }),
  }
}

function longest(a: PanelSection | undefined, b: PanelSection | undefined): PanelSection {
  if (a === undefined || b === undefined) return (a ?? b) as PanelSection
  return a.panels.length >= b.panels.length ? a : b
}

export function addSection(layout: Layout, section: PanelSection): LayoutChange {
  return { sections: [section, ...kept(layout)] }
}

export function changeSection(
  layout: Layout,
  sectionId: string,
  change: { title?: string; settings?: Partial<LineSettings> },
): LayoutChange {
  const index = layout.sections.findIndex(({ id }) => id === sectionId)
  return {
    sections: kept(layout, index).map((section) => (section.id === sectionId ? { ...section, ...change } : section)),
  }
}

/** `by` is -1 or 1. */
export function moveSection(layout: Layout, sectionId: string, by: -1 | 1): LayoutChange {
  const index = layout.sections.findIndex(({ id }) => id === sectionId)
  const other = index + by
  if (index === -1 || other < 0 || other >= layout.sections.length) return {}
  const moved = kept(layout, Math.max(index, other))
  const [a, b] = [moved[index], moved[other]]
  if (a === undefined || b === undefined) return {}
  moved[index] = b
  moved[other] = a
  return { sections: moved }
}

/** Its panels go with it; metrics that had theirs there by themselves get none, until the section is shown again. */
export function removeSection(layout: Layout, sectionId: string): LayoutChange {
  const { state } = layout
  const section = layout.sections.find(({ id }) => id === sectionId)
  if (section === undefined) return {}
  const metrics = section.panels
    .slice(0, section.ownCount)
    .flatMap(({ id }) => (id.startsWith('auto:') ? [id.slice(5)] : []))
  return {
    sections: kept(layout).filter(({ id }) => id !== sectionId),
    hidden: [...new Set([...state.hidden, ...metrics])],
    ...(section.prefix === null ? {} : { hiddenPrefixes: [...new Set([...state.hiddenPrefixes, section.prefix])] }),
  }
}

export function toggleSection({ toggled }: PanelsState, sectionId: string): LayoutChange {
  return {
    toggled: toggled.includes(sectionId) ? toggled.filter((id) => id !== sectionId) : [...toggled, sectionId],
  }
}

/** A metric, or all of a prefix, gets its panel by itself again. */
export function showAgain(state: PanelsState, what: { metric: string } | { prefix: string }): LayoutChange {
  if ('metric' in what) return { hidden: state.hidden.filter((metric) => metric !== what.metric) }
  return { hiddenPrefixes: state.hiddenPrefixes.filter((prefix) => prefix !== what.prefix) }
}
