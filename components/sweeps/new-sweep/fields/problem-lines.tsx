import type { Problem } from '~/server/domain/errors'

/** What is wrong here, next to where it can be mended. */
export function ProblemLines({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <ul className="flex flex-col gap-0.5">
      {problems.map((problem) => (
        <li key={`${problem.path} ${problem.found} ${problem.allowed}`} className="text-12">
          <span aria-hidden="true" className="mr-1.5 text-bad">
            ✕
          </span>
          found {problem.found}, allowed: {problem.allowed}
        </li>
      ))}
    </ul>
  )
}

/** Those of the place and of all that is in it. */
export function problemsAt(problems: readonly Problem[], path: string): Problem[] {
  return problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`))
}
