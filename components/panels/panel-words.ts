/** What panels are called, and how large they are before anybody said. Pure. */
import { columnOf } from '~/components/runs/table/columns'
import type { Panel, PanelKind } from '~/server/domain/panel'

export const PANEL_KINDS: Record<PanelKind, { name: string; says: string }> = {
  line: { name: 'Lines', says: 'Metrics over steps, time or another metric, for each run or group; formulas too' },
  bar: { name: 'Bars', says: 'A value of each run, or the mean of each group with its spread' },
  scatter: { name: 'Scatter', says: 'Two values of every run against each other, a third as colour' },
  parallel: { name: 'Parallel coordinates', says: 'A line for each run through its settings to its result' },
  importance: { name: 'Importance', says: 'Which settings explain a result, and which way' },
  scalar: { name: 'Number', says: 'The best, mean or latest value, and the run that has it' },
  comparer: { name: 'Run comparer', says: 'Settings and results of the drawn runs side by side' },
  histogram: { name: 'Histogram', says: 'How values are spread, step by step' },
  media: { name: 'Images and tables', says: 'What runs logged as media, by step' },
  markdown: { name: 'Text', says: 'Notes in markdown' },
}

const HEIGHTS: Record<PanelKind, number> = {
  line: 200,
  bar: 240,
  scatter: 240,
  parallel: 320,
  importance: 260,
  scalar: 120,
  comparer: 320,
  histogram: 240,
  media: 260,
  markdown: 160,
}

export function panelHeight({ kind, height }: Panel): number {
  return height ?? HEIGHTS[kind]
}

export function panelTitle(panel: Panel): string {
  if (panel.title !== undefined && panel.title !== '') return panel.title
  switch (panel.kind) {
    case 'line':
      return panel.formula ? formulaTitle(panel.formula, panel.metrics) : panel.metrics.join(', ') || 'Lines'
    case 'bar':
      return columnLabel(panel.column)
    case 'scatter':
      return `${columnLabel(panel.y)} by ${columnLabel(panel.x)}`
    case 'histogram':
    case 'media':
      return panel.metric
    case 'parallel':
      return panel.color === undefined ? 'Settings of runs' : `Settings and ${columnLabel(panel.color)}`
    case 'importance':
      return `What matters for ${columnLabel(panel.column)}?`
    case 'scalar':
      return `${REDUCE_WORDS[panel.reduce]} ${columnLabel(panel.column)}`
    case 'comparer':
      return panel.differsOnly ? 'What differs between runs' : 'Runs side by side'
    case 'markdown':
      return 'Notes'
  }
}

const REDUCE_WORDS = { best: 'Best', mean: 'Mean', min: 'Smallest', max: 'Largest', latest: 'Latest' } as const

function formulaTitle(formula: string, metrics: string[]): string {
  const plain = formula.replace(/\$\{([^{}]*)\}/g, '$1')
  return metrics.length > 0 ? `${plain}, x: ${metrics.join(', ')}` : plain
}

export function columnLabel(column: string): string {
  return columnOf(column)?.label ?? column
}

/** What the search goes over: everything that a panel is about. */
export function panelText(panel: Panel): string {
  const keys =
    panel.kind === 'line' ? panel.metrics : 'metric' in panel ? [panel.metric] : 'column' in panel ? [panel.column] : []
  return [panelTitle(panel), ...keys].join('\n')
}
