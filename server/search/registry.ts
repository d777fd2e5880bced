/** Method names of the sweep config to their implementations, exhaustive by type. */
import type { Method } from '~/server/domain/sweep-config'
import type { SearchMethod } from './method'
import { bayes } from './methods/bayes'
import { grid } from './methods/grid'
import { random } from './methods/random'
import { sobol } from './methods/sobol'

export const SEARCH_METHODS: Record<Method, SearchMethod> = { grid, random, bayes, sobol }
