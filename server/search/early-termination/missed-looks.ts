/** Every rule of early termination by its `type`. */
import type { EarlyTerminate } from '~/server/domain/sweep-config'
import type { Curve } from '~/server/domain/trial'
import { asha } from './asha'
import { hyperband } from './hyperband'
import { median } from './median'
import type { Missed } from './policy'

/** Running runs that are to be stopped now. `curves` hold losses. */
export function missedLooks(rule: EarlyTerminate, curves: readonly Curve[]): Missed[] {
  switch (rule.type) {
    case 'hyperband':
      return hyperband(rule, curves)
    case 'asha':
      return asha(rule, curves)
    case 'median':
      return median(rule, curves)
  }
}
