/** How axes and grids look in every Recharts chart: hairlines across, small muted labels, nothing else. */
export const AXIS_TICK = { fontSize: 11, fill: 'var(--muted)' } as const
export const AXIS_LINE = { stroke: 'var(--hairline)' } as const
export const GRID = { vertical: false, stroke: 'var(--hairline)' } as const
