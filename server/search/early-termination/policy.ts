/** What an early-termination policy is: curves in, the runs to stop out, each with a sentence for its page. */
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { Curve, Stop } from '~/server/domain/trial'

export interface EarlyTermination {
  stops(input: { config: SweepConfig; curves: Curve[] }): Stop[]
}
