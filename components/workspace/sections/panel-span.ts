/** How many of twelve columns a panel takes at the width of its section. Pure. */
import type { Panel } from '~/server/domain/panel'

/** Panels beside each other before anybody sized one. */
export function columnsOf(paneWidth: number): number {
  if (paneWidth < 560) return 1
  if (paneWidth < 940) return 2
  return paneWidth < 1500 ? 3 : 4
}

const WIDE: readonly Panel['kind'][] = ['parallel', 'comparer']

/** A width that was chosen holds where there is room for it; in a narrow pane panels take half or all of it. */
export function spanOf({ kind, width }: Pick<Panel, 'kind' | 'width'>, columns: number): number {
  if (columns === 1) return 12
  const own = 12 / columns
  if (width === undefined) {
    if (WIDE.includes(kind)) return 12
    return kind === 'scalar' && columns > 2 ? Math.max(2, Math.floor(own / 2)) : own
  }
  if (columns === 2) return width > 6 ? 12 : 6
  return width
}
