import { SURROGATES } from '~/server/domain/sweep-config'
import { SURROGATE_BY_NAME } from './registry'
import { surrogateContract } from './surrogate.contract'

const CORRELATION_MIN = { gp: 0.95, random_forest: 0.85, tpe: 0.6 }

for (const name of SURROGATES) surrogateContract(SURROGATE_BY_NAME[name], { correlationMin: CORRELATION_MIN[name] })
