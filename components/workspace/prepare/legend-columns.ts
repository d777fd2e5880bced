/** What the legends of all lines of a workspace read of runs. Pure. */
import { legendColumns } from '~/components/charts/prepare/lines/legend'
import type { PanelsState } from '~/server/domain/view'

export function columnsOfLegends({ settings, sections }: PanelsState): string[] {
  const own = sections.flatMap(({ settings: ofSection, panels }) => [
    ofSection?.legend,
    ...panels.map((panel) => (panel.kind === 'line' ? panel.settings?.legend : undefined)),
  ])
  return [...new Set([settings.legend, ...own].flatMap((legend) => (legend ? legendColumns(legend) : [])))]
}
