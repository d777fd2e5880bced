/** The address of a run's page: which part is shown, and what is looked at in it. */
import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server'

export const RUN_TABS = ['charts', 'overview', 'config', 'compare', 'console', 'files', 'system'] as const
export type RunTab = (typeof RUN_TABS)[number]

export const runParams = {
  tab: parseAsStringLiteral(RUN_TABS).withDefault('charts'),
  /** Searched in the metrics, the keys, the console or the files, whichever is shown. */
  q: parseAsString.withDefault(''),
  /** The step at which images and the like are looked at; null is the last. */
  step: parseAsInteger,
  /** The run that this one is compared with: its id, or `entity/project/id`; null is the best one. */
  with: parseAsString,
  /** What is the same in both runs is shown too. */
  same: parseAsBoolean.withDefault(false),
  /** A line of the console, counted from 1. */
  line: parseAsInteger,
  times: parseAsBoolean.withDefault(false),
  wrap: parseAsBoolean.withDefault(false),
  /** Path of the file that is looked at. */
  file: parseAsString,
}
