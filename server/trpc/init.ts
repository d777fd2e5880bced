/**
 * The tRPC builder and the two steps every procedure shares: an actor must be known, and refusals keep their code,
 * fields and sentence on the way out. Errors that we did not foresee are logged at the door; the caller gets the
 * request id only.
 */
import { initTRPC } from '@trpc/server'
import { ZodError } from 'zod'
import type { Ctx } from '../context'
import { DomainError, isDomainError, type Problem } from '../domain/errors'
import { domainErrorOf, refusalOf, zodProblems } from './errors'

/** `actor` is null for a request without a valid key or session; only procedures that say so accept that. */
export type TrpcContext = Omit<Ctx, 'actor'> & { actor: Ctx['actor'] | null; signal: AbortSignal }

const t = initTRPC.context<TrpcContext>().create({
  errorFormatter({ shape, error, ctx }) {
    const refusal = domainErrorOf(error)
    const problems: Problem[] = refusal?.problems ?? (error.cause instanceof ZodError ? zodProblems(error.cause) : [])
    const isOurs = refusal !== null || problems.length > 0 || error.code !== 'INTERNAL_SERVER_ERROR'
    return {
      ...shape,
      message: isOurs
        ? (refusal?.message ??
          (problems.map((p) => `${p.path || 'input'}: found ${p.found}, allowed: ${p.allowed}`).join('\n') ||
            shape.message))
        : `The server failed on this request. Nothing acknowledged is lost; try again, and name request ${ctx?.requestId ?? 'unknown'} when you report it.`,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        problems,
        requestId: ctx?.requestId ?? null,
      },
    }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

const refusals = t.middleware(async ({ next }) => {
  const result = await next()
  if (!result.ok && isDomainError(result.error.cause)) throw refusalOf(result.error.cause)
  return result
})

/** For procedures that answer strangers too. */
export const openProcedure = t.procedure.use(refusals)

export const procedure = openProcedure.use(({ ctx, next }) => {
  if (ctx.actor === null) {
    throw new DomainError(
      'UNAUTHENTICATED',
      'This needs a key or a session: send the header "Authorization: Bearer <key>", or open the sign-in link that the server printed. `sweepboard key` prints the local owner\'s key.',
    )
  }
  return next({ ctx: { ...ctx, actor: ctx.actor } })
})
