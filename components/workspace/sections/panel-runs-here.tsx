'use client'

import { createContext, use } from 'react'
import type { PanelRuns } from '~/components/panels/panel-runs'

/** The runs that the panels of the workspace show, asked for once. */
export const PanelRunsContext = createContext<PanelRuns | null>(null)

export function usePanelRunsHere(): PanelRuns {
  const runs = use(PanelRunsContext)
  if (runs === null) throw new Error('usePanelRunsHere needs a PanelRunsContext above it.')
  return runs
}
