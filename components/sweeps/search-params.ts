/** What the address of a sweep page says beside the path. Read on both sides, so no client hook lives here. */
import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { BEST_X_KINDS } from '../charts/prepare/best-so-far'

export const SWEEP_TABS = ['overview', 'runs', 'agents', 'config'] as const
export type SweepTab = (typeof SWEEP_TABS)[number]

export const tabParser = parseAsStringLiteral(SWEEP_TABS).withDefault('overview')
export const xKindParser = parseAsStringLiteral(BEST_X_KINDS).withDefault('runs')
/** Filters on axes as `writeFilters` writes them. */
export const filtersParser = parseAsString.withDefault('')
/** Keys of axes in the order that was chosen; those that are not named follow. */
export const axesParser = parseAsArrayOf(parseAsString).withDefault([])
export const flippedParser = parseAsArrayOf(parseAsString).withDefault([])
export const sortParser = parseAsString.withDefault('')
