/** Builders for tests of charts. */
import type { Json } from '~/server/domain/json'
import type { PlotRun } from '../plot-run'

export function aPlotRun({ values = {}, ...run }: Partial<PlotRun> & { values?: Record<string, Json> }): PlotRun {
  return {
    storageId: '00000000-0000-4000-8000-000000000001',
    id: 'abcd1234',
    name: 'brisk-lake-7',
    color: 'var(--run-0)',
    state: 'finished',
    value: (column) => values[column],
    ...run,
  }
}
