/** What the address of the list of sweeps says beside the path. Read on both sides, so no client hook lives here. */
import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { SWEEP_STATES } from '~/server/domain/sweep'
import { METHODS } from '~/server/domain/sweep-config'

export const listParsers = {
  q: parseAsString.withDefault(''),
  state: parseAsArrayOf(parseAsStringLiteral(SWEEP_STATES)).withDefault([]),
  method: parseAsArrayOf(parseAsStringLiteral(METHODS)).withDefault([]),
  /** As `writeSweepOrder` writes it. */
  sort: parseAsString.withDefault(''),
  /** Ids of the sweeps that are ticked. */
  ticked: parseAsArrayOf(parseAsString).withDefault([]),
}
