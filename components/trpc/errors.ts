import type { Problem } from '~/server/domain/errors'

/** What an error of a query says, whichever form it came in: our server's refusal, a lost connection, a bug. */
export type ErrorFacts = { code: string | null; message: string; requestId: string | null }

export function errorCode(error: unknown): string | null {
  return text(dataOf(error), 'code')
}

/** The server's own sentence when there is one; it already says what to do. */
export function errorFacts(error: unknown): ErrorFacts {
  const data = dataOf(error)
  const message = error instanceof Error && error.message !== '' ? error.message : 'Something failed without a message.'
  if (data === null && /fetch|network|load failed/i.test(message)) {
    return {
      code: null,
      message: 'The server did not answer. It may be restarting; this page asks again by itself.',
      requestId: null,
    }
  }
  return { code: text(data, 'code'), message, requestId: text(data, 'requestId') }
}

/** What was wrong where, when the server refused an input; empty for any other failure. */
export function errorProblems(error: unknown): Problem[] {
  const data = dataOf(error)
  const problems = data !== null && 'problems' in data ? data.problems : []
  if (!Array.isArray(problems)) return []
  return problems.map((problem: unknown) => {
    const given: Partial<Record<keyof Problem, unknown>> = Object(problem)
    return {
      path: String(given.path ?? ''),
      line: typeof given.line === 'number' ? given.line : null,
      found: String(given.found ?? ''),
      allowed: String(given.allowed ?? ''),
    }
  })
}

function dataOf(error: unknown): object | null {
  if (typeof error !== 'object' || error === null || !('data' in error)) return null
  return typeof error.data === 'object' ? error.data : null
}

function text(data: object | null, key: string): string | null {
  const value = data === null ? undefined : (data as Record<string, unknown>)[key]
  return typeof value === 'string' ? value : null
}
