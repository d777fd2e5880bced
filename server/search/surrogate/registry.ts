/** Words of `bayes.surrogate` to what they mean, exhaustive by type. */
import type { SurrogateName } from '~/server/domain/sweep-config'
import { gaussianProcessFamily } from './gp/gaussian-process'
import { randomForestFamily } from './random-forest'
import type { SurrogateFamily } from './surrogate'
import { tpeFamily } from './tpe/tpe'

export const SURROGATE_BY_NAME: Record<SurrogateName, SurrogateFamily> = {
  gp: gaussianProcessFamily,
  random_forest: randomForestFamily,
  tpe: tpeFamily,
}
