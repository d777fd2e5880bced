/** What the commands read, and problems as people read them. */
import { readFileSync } from 'node:fs'
import { DomainError, type Problem, sentence } from '~/server/domain/errors'

/** A path, or `-` for standard input. */
export function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch (error) {
    throw new DomainError('INVALID', `${path} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

/** One sentence a problem, for people; the JSON of them is for programs. */
export function problemSentences(problems: readonly Problem[]): string {
  return problems.map((problem) => `  ${sentence(problem)}`).join('\n')
}
