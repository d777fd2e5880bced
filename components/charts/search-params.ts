/** How charts are drawn, as the address says it; the run table and the run page share it. */
import { parseAsBoolean, parseAsFloat, parseAsStringLiteral } from 'nuqs/server'
import { xAxisSchema } from '~/server/domain/history'

export const chartParams = {
  x: parseAsStringLiteral(xAxisSchema.options).withDefault('step'),
  log: parseAsBoolean.withDefault(false),
  smooth: parseAsFloat.withDefault(0),
  group: parseAsStringLiteral(['run', 'method'] as const).withDefault('run'),
}
