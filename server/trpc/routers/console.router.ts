import {
  consolePageInputSchema,
  consolePageSchema,
  findLinesInputSchema,
  foundLinesSchema,
  writeConsoleInputSchema,
} from '~/server/domain/console'
import { runOrdersSchema } from '~/server/domain/run'
import * as consoleLog from '~/server/runs/console-log.service'
import { procedure, router } from '../init'

export const consoleRouter = router({
  write: procedure
    .input(writeConsoleInputSchema)
    .output(runOrdersSchema)
    .mutation(({ ctx, input }) => consoleLog.writeConsole(ctx, input)),
  page: procedure
    .input(consolePageInputSchema)
    .output(consolePageSchema)
    .query(({ ctx, input }) => consoleLog.readConsole(ctx, input)),
  find: procedure
    .input(findLinesInputSchema)
    .output(foundLinesSchema)
    .query(({ ctx, input }) => consoleLog.findLines(ctx, input)),
})
