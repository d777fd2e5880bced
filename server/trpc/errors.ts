/** How refusals are said in tRPC: one table from domain codes to tRPC codes, and zod issues as problems. */
import { type TRPC_ERROR_CODE_KEY, TRPCError } from '@trpc/server'
import type { ZodError } from 'zod'
import { type DomainError, type DomainErrorCode, isDomainError, type Problem } from '../domain/errors'

const TRPC_CODE: Record<DomainErrorCode, TRPC_ERROR_CODE_KEY> = {
  INVALID: 'BAD_REQUEST',
  UNAUTHENTICATED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  GONE: 'NOT_FOUND',
  TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  RATE_LIMITED: 'TOO_MANY_REQUESTS',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
}

export function domainErrorOf(error: TRPCError): DomainError | null {
  return isDomainError(error.cause) ? error.cause : null
}

/** A refusal in tRPC's words; anything else stays as it is. */
export function refusalOf(error: unknown): unknown {
  return isDomainError(error)
    ? new TRPCError({ code: TRPC_CODE[error.code], message: error.message, cause: error })
    : error
}

/** Every issue with its field, what was there and what may be there. */
export function zodProblems(error: ZodError): Problem[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    line: null,
    found: 'input' in issue && issue.input !== undefined ? shown(issue.input) : 'something else',
    allowed: issue.message,
  }))
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
