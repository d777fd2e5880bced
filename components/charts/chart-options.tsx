'use client'

import { useQueryStates } from 'nuqs'
import { LINE_SETTINGS } from '~/server/domain/panel'
import { LineSettingsBar } from './lines/line-settings-bar'
import { chartParams } from './search-params'

/** How every chart of a run's page is drawn; kept in the address. */
export function ChartOptions({ metrics = [] }: { metrics?: string[] }) {
  const [{ x, log, smooth }, set] = useQueryStates(chartParams)
  return (
    <LineSettingsBar
      settings={{ ...LINE_SETTINGS, x, isLogY: log, smoothing: { kind: 'ema', amount: smooth } }}
      metrics={metrics}
      onChange={(change) =>
        set({
          ...(change.x === undefined ? {} : { x: change.x }),
          ...(change.isLogY === undefined ? {} : { log: change.isLogY }),
          ...(change.smoothing === undefined ? {} : { smooth: change.smoothing.amount }),
        })
      }
    />
  )
}
