/** The objectives in the box; `--objectives MODULE` replaces them. */
import { FUNCTIONS } from './functions'
import type { Objective } from './objective'
import { TABLES } from './tables'
import { TRAININGS } from './trainings'

export const OBJECTIVES: Objective[] = [...FUNCTIONS, ...TRAININGS, ...TABLES]
