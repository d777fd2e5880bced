/**
 * The typed connection to a server, and what its failures mean: those that pass (try the same request again) and those
 * that stay (say what to do). Only the router's type is imported; none of the server's code is in the package.
 */
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { DomainError, type DomainErrorCode, isDomainError, type Problem } from '~/server/domain/errors'
import type { AppRouter } from '~/server/trpc/router'
import type { Settings } from './settings'

export type Client = ReturnType<typeof createClient>

/** Longer than the longest poll of the agents. */
const REQUEST_MS_MAX = 40_000

export function createClient({ url, key }: Settings) {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${url}/api/trpc`,
        headers: { authorization: `Bearer ${key}` },
        fetch: (input, init) => {
          const deadline = AbortSignal.timeout(REQUEST_MS_MAX)
          const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline
          return fetch(input, { ...init, signal })
        },
      }),
    ],
  })
}

/** HTTP status of a refusal by the server itself; null when no server of ours answered. */
export function refusalStatus(error: unknown): number | null {
  if (!(error instanceof TRPCClientError)) return null
  const status: unknown = error.data?.httpStatus
  return typeof status === 'number' ? status : null
}

/** True for what may go well next time: no answer, a proxy's answer, a server that fails or asks for patience. */
export function isPassing(error: unknown): boolean {
  if (isDomainError(error)) return error.code === 'UNAVAILABLE' || error.code === 'RATE_LIMITED'
  const status = refusalStatus(error)
  return status === null || status >= 500 || status === 408 || status === 429
}

const CODE_OF: Record<number, DomainErrorCode> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'TOO_LARGE',
  429: 'RATE_LIMITED',
}

/** The error as people should see it: what was refused, or that there is no server and how to start one. */
export function explain(error: unknown, url: string): DomainError {
  if (isDomainError(error)) return error
  const status = refusalStatus(error)
  if (status === null || !(error instanceof TRPCClientError)) {
    const cause = error instanceof Error ? error.message : String(error)
    return new DomainError(
      'UNAVAILABLE',
      `No Sweepboard answers at ${url} (${cause}). Start one with "npm start", or set SWEEPBOARD_URL to where it is.`,
    )
  }
  const problems: Problem[] = error.data?.problems ?? []
  const code = CODE_OF[status] ?? (status >= 500 ? 'UNAVAILABLE' : 'INVALID')
  const hint = status === 401 ? ` The key for ${url} was not accepted: "sweepboard login" sets a new one.` : ''
  return new DomainError(code, `${error.message}${hint}`, problems)
}

/** One question to the server, its failure said in words. */
export async function ask<T>(url: string, question: Promise<T>): Promise<T> {
  try {
    return await question
  } catch (error) {
    throw explain(error, url)
  }
}
