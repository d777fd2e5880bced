import { z } from 'zod'
import * as keys from '~/server/accounts/api-key.service'
import { apiKeySchema, createdKeySchema, createKeyInputSchema, meSchema } from '~/server/domain/account'
import { procedure, router } from '../init'

export const accountsRouter = router({
  me: procedure.output(meSchema).query(({ ctx: { actor } }) => ({
    username: actor.username,
    defaultEntity: actor.defaultEntity,
    entities: Object.entries(actor.roles).map(([name, role]) => ({ name, role })),
  })),
  keys: procedure.output(apiKeySchema.array()).query(({ ctx }) => keys.listKeys(ctx)),
  createKey: procedure
    .input(createKeyInputSchema)
    .output(createdKeySchema)
    .mutation(({ ctx, input }) => keys.createKey(ctx, input.name)),
  revokeKey: procedure
    .input(z.object({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(({ ctx, input }) => keys.revokeKey(ctx, input.id)),
})
