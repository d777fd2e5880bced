/** What the address of a sweep page says beside the path. Read on both sides, so no client hook lives here. */
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { BEST_X_KINDS } from '../charts/prepare/best-so-far'
import { DOT_COLORS } from '../charts/prepare/parameter-scatter'

export const SWEEP_TABS = ['overview', 'runs', 'agents', 'config'] as const
export type SweepTab = (typeof SWEEP_TABS)[number]

export const tabParser = parseAsStringLiteral(SWEEP_TABS).withDefault('overview')
export const xKindParser = parseAsStringLiteral(BEST_X_KINDS).withDefault('runs')
/** Brushes as `writeBrushes` writes them. */
export const brushesParser = parseAsString.withDefault('')
/** Keys of axes as `writeKeys` writes them: in the order that was chosen; those that are not named follow. */
export const axesParser = parseAsString.withDefault('')
export const flippedParser = parseAsString.withDefault('')
export const hiddenParser = parseAsString.withDefault('')
/** As `writeScales` writes them. */
export const scalesParser = parseAsString.withDefault('')
/** Key of the axis that colours the lines. */
export const colorParser = parseAsString.withDefault('')
/** What the colour of a dot says in the charts of single settings. */
export const dotColorParser = parseAsStringLiteral(DOT_COLORS).withDefault('quality')
export const sortParser = parseAsString.withDefault('')
