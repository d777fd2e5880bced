/** The address of a run's page: which part is shown, and what is searched in it. */
import { parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server'

export const RUN_TABS = ['charts', 'config', 'console', 'overview'] as const
export type RunTab = (typeof RUN_TABS)[number]

export const runParams = {
  tab: parseAsStringLiteral(RUN_TABS).withDefault('charts'),
  /** Searched in the metrics, the keys or the console, whichever is shown. */
  q: parseAsString.withDefault(''),
  follow: parseAsBoolean.withDefault(true),
}
