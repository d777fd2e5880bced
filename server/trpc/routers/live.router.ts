import { z } from 'zod'
import { projectPathSchema } from '~/server/domain/ids'
import { hintSchema } from '~/server/domain/live'
import { hintsOf } from '~/server/live/bus'
import * as projects from '~/server/projects/project.service'
import { procedure, router } from '../init'

export const liveRouter = router({
  /**
   * Hints of one project, or of all that the actor may see. Opens with one `project` hint, so that a client that
   * was away reads again what it shows.
   */
  hints: procedure.input(z.object({ path: projectPathSchema.nullable() })).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    const ids = await projects.visibleProjectIds(ctx, input.path)
    for await (const hint of hintsOf(ids, signal ?? ctx.signal)) yield hintSchema.parse(hint)
  }),
})
