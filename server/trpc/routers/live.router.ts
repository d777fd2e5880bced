import { z } from 'zod'
import { projectPathSchema } from '~/server/domain/ids'
import { hintSchema } from '~/server/domain/live'
import { hintsOf } from '~/server/live/bus'
import * as projects from '~/server/projects/project.service'
import { refusalOf } from '../errors'
import { procedure, router } from '../init'

export const liveRouter = router({
  /** Hints of one project, or of all that the actor may see, those that are made meanwhile included. */
  hints: procedure.input(z.object({ path: projectPathSchema.nullable() })).subscription(async function* ({
    ctx,
    input,
  }) {
    // A stream's refusals pass no middleware: it has answered by then.
    let visible = await projects.visibleProjectIds(ctx, input.path).catch((error: unknown) => {
      throw refusalOf(error)
    })
    const strange = new Set<string>()
    const isWanted = (projectId: string) => visible.has(projectId) || (input.path === null && !strange.has(projectId))
    for await (const hint of hintsOf(({ projectId }) => isWanted(projectId), ctx.signal)) {
      if (!visible.has(hint.projectId)) visible = await projects.visibleProjectIds(ctx, null)
      if (visible.has(hint.projectId)) yield hintSchema.parse(hint)
      else strange.add(hint.projectId)
    }
  }),
})
