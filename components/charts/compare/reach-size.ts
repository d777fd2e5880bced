/** Apart from the chart, so that its frame has its height before the chart is loaded. */
export const REACH_ROW_HEIGHT = 30
export const REACH_AXIS_HEIGHT = 40
