/** How the charts of a run's page are drawn, as its address says it. */
import { createParser, parseAsBoolean, parseAsFloat } from 'nuqs/server'
import { type XAxis, xAxisSchema } from '~/server/domain/history'

const axisParser = createParser<XAxis>({
  parse: (text) => xAxisSchema.safeParse(text).data ?? null,
  serialize: (axis) => axis,
})

export const chartParams = {
  x: axisParser.withDefault('step'),
  log: parseAsBoolean.withDefault(false),
  smooth: parseAsFloat.withDefault(0),
}
