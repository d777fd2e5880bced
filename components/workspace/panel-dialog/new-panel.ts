/** Panels to begin with, of each kind, with what the project most likely wants to see. Pure. */
import { byUsefulness, isCounter } from '~/components/runs/metric-order'
import type { Goal } from '~/server/domain/objective'
import type { Panel, PanelKind } from '~/server/domain/panel'

export type Known = {
  metrics: readonly string[]
  /** Ids of columns. */
  columns: readonly string[]
  /** What the project's sweeps aim at. */
  goals: ReadonlyMap<string, Goal>
}

export function newPanel(kind: PanelKind, id: string, known: Known): Panel {
  const result = likelyResult(known)
  switch (kind) {
    case 'line':
      return { id, kind, metrics: [] }
    case 'bar':
    case 'importance':
      return { id, kind, column: result }
    case 'scatter':
      return { id, kind, x: 'createdAt', y: result }
    case 'histogram':
    case 'media':
      return { id, kind, metric: '' }
    case 'parallel':
      return { id, kind, columns: [], color: result }
    case 'scalar':
      return { id, kind, column: result, reduce: 'best' }
    case 'comparer':
      return { id, kind, differsOnly: true }
    case 'markdown':
      return { id, kind, text: '' }
  }
}

/** An objective where there is one, else the most telling result. */
function likelyResult({ columns, goals }: Known): string {
  const results = columns
    .filter((column) => column.startsWith('summary.'))
    .map((column) => column.slice('summary.'.length))
  const telling = results.filter((key) => !key.startsWith('_') && !isCounter(key))
  const [best] = byUsefulness(telling, [...goals.keys()])
  return best === undefined ? 'durationSeconds' : `summary.${best}`
}

/** What a panel still lacks, in words; null when it can be drawn. */
export function lackOf(panel: Panel): string | null {
  switch (panel.kind) {
    case 'line':
      return panel.metrics.length === 0 && !panel.formula?.trim() ? 'Choose a metric, or write a formula.' : null
    case 'histogram':
    case 'media':
      return panel.metric === '' ? 'Choose what to show.' : null
    default:
      return null
  }
}
