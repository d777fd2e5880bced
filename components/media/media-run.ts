import type { PlotRun } from '~/components/charts/prepare/plot-run'

/** A run as viewers need it: whose files to ask for, and how to tell it from the others. */
export type MediaRun = Pick<PlotRun, 'storageId' | 'id' | 'name' | 'color'>
