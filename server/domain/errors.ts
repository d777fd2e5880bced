/**
 * The one error class that crosses floors. A transport maps `code` to its own words (HTTP status, tRPC code, GraphQL
 * error); nobody else looks at it. Recognise it with `isDomainError`, not `instanceof`: bundles duplicate classes.
 */
export type DomainErrorCode =
  | 'INVALID'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'GONE'
  | 'TOO_LARGE'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'

/** What was wrong where: enough for a person to mend the input without reading our code. */
export type Problem = {
  /** Dotted path of the field, '' for the whole input. */
  path: string
  /** Line in the text that was given, when there was a text. */
  line: number | null
  found: string
  allowed: string
}

export class DomainError extends Error {
  readonly tag = 'DomainError'
  readonly code: DomainErrorCode
  readonly problems: Problem[]

  constructor(code: DomainErrorCode, message: string, problems: Problem[] = []) {
    super(message)
    this.name = 'DomainError'
    this.code = code
    this.problems = problems
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return typeof error === 'object' && error !== null && (error as { tag?: unknown }).tag === 'DomainError'
}

/** Input that can never be accepted. The message names field, found and allowed of each problem. */
export function invalid(problems: Problem[]): DomainError {
  return new DomainError('INVALID', problems.map(sentence).join('\n'), problems)
}

export function notFound(thing: string, id: string): DomainError {
  return new DomainError(
    'NOT_FOUND',
    `There is no ${thing} "${id}" here, or this key may not see it. Check the spelling.`,
  )
}

/** One problem as people read it: `parameters.lr.min (line 7): found 0, allowed: a number above 0`. */
export function sentence(problem: Problem): string {
  const where = problem.path === '' ? 'the input' : problem.path
  const line = problem.line === null ? '' : ` (line ${problem.line})`
  return `${where}${line}: found ${problem.found}, allowed: ${problem.allowed}`
}
