'use client'

/**
 * The charts that Recharts draws, loaded beside a page and not with it: the library is a quarter of all that a page
 * would load before it can be used. Import charts from here; their own files would take it along. Each stands in a frame
 * of a fixed height, which the placeholder fills.
 */
import dynamic from 'next/dynamic'
import { Skeleton } from '~/components/ui/skeleton'

const loading = () => <Skeleton className="h-full w-full" />

export const BarChart = dynamic(() => import('./columns/bar-chart').then((chart) => chart.BarChart), { loading })
export const DotChart = dynamic(() => import('./columns/dot-chart').then((chart) => chart.DotChart), { loading })
export const BestChart = dynamic(() => import('./compare/best-chart').then((chart) => chart.BestChart), { loading })
export const ChanceChart = dynamic(() => import('./compare/chance-chart').then((chart) => chart.ChanceChart), {
  loading,
})
export const CurveChart = dynamic(() => import('./compare/curve-chart').then((chart) => chart.CurveChart), { loading })
export const ReachChart = dynamic(() => import('./compare/reach-chart').then((chart) => chart.ReachChart), { loading })
export const BestSoFarChart = dynamic(() => import('./dots/best-so-far-chart').then((chart) => chart.BestSoFarChart), {
  loading,
})
export const ParameterScatterChart = dynamic(
  () => import('./dots/parameter-scatter-chart').then((chart) => chart.ParameterScatterChart),
  { loading },
)
export const LineChart = dynamic(() => import('./lines/line-chart').then((chart) => chart.LineChart), { loading })

/** For who is about to ask for the data of a line chart: the chart comes meanwhile. */
export function preloadLineChart(): void {
  void import('./lines/line-chart')
}
