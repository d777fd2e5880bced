/**
 * How pages ask: procedures are called in this process, in the name of the request's cookie, and their answers land in
 * a QueryClient under the very keys that the browser's `useTRPC()` uses. Nothing of the server is bundled here: the
 * caller comes from `getProcess()`, the router as a type only.
 */
import 'server-only'
import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { errorCode } from '~/components/trpc/errors'
import { makeQueryClient } from '~/components/trpc/query-client'
import { getProcess } from '~/server/process'
import type { AppRouter } from '~/server/trpc/router'

/** The request's own cache: `await queryClient().prefetchQuery(trpc.x.y.queryOptions(input))`. */
export const queryClient = cache(makeQueryClient)

/** Headers first: reading them is what tells the build that a page cannot be drawn before somebody asks for it. */
const getCaller = cache(async () => {
  const asked = await headers()
  return getProcess().callerFor(asked)
})

/** Sends a stranger to the sign-in page; called by the layout of everything that needs a session. */
export async function requireSession(): Promise<void> {
  if ((await getCaller()) === null) redirect('/sign-in')
}

export async function isSignedIn(): Promise<boolean> {
  return (await getCaller()) !== null
}

/**
 * Waits for what a page cannot do without. What does not exist becomes the not-found page; a stranger is sent to sign
 * in, here too, because a page is drawn beside its layout and not after it.
 */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    const code = errorCode(error)
    if (code === 'NOT_FOUND' || code === 'BAD_REQUEST') notFound()
    if (code === 'UNAUTHORIZED') redirect('/sign-in')
    throw error
  }
}

/** Hands everything that was prefetched so far to the browser's cache. */
export function HydrateClient({ children }: { children: React.ReactNode }) {
  return <HydrationBoundary state={dehydrate(queryClient())}>{children}</HydrationBoundary>
}

const callerLink: TRPCLink<AppRouter> =
  () =>
  ({ op }) =>
    observable((observer) => {
      call(op.path, op.input).then(
        (data) => {
          observer.next({ result: { type: 'data', data } })
          observer.complete()
        },
        (error: unknown) => observer.error(TRPCClientError.from(asAnswer(error))),
      )
    })

async function call(path: string, input: unknown): Promise<unknown> {
  const caller = await getCaller()
  if (caller === null) throw Object.assign(new Error('Sign in first.'), { code: 'UNAUTHORIZED' })
  const procedure = path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], caller)
  return (procedure as (input: unknown) => Promise<unknown>)(input)
}

/** The caller's refusals in the form in which they cross the wire, where their code is in `data`. */
function asAnswer(error: unknown): Parameters<typeof TRPCClientError.from>[0] {
  const source = error instanceof Error ? error : new Error(String(error))
  const code = 'code' in source && typeof source.code === 'string' ? source.code : null
  if (code === null) return source
  return { error: { code: REFUSED, message: source.message, data: { code, requestId: null } } }
}

/** JSON-RPC's number for a failure of the server's own; nobody reads it here. */
const REFUSED = -32603

/** Query options with the browser's keys. */
export const trpc = createTRPCOptionsProxy<AppRouter>({
  client: createTRPCClient<AppRouter>({ links: [callerLink] }),
  queryClient: queryClient,
})
