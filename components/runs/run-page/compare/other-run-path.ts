/** The run that another one is compared with, as the address of the page says it. Pure. */
import type { ProjectPath, RunPath } from '~/server/domain/ids'

/** `id`, or `entity/project/id` for a run of another project; an address of a run's page is read as well. */
export function readRunPath(text: string, path: ProjectPath): RunPath {
  const parts = text
    .replace(/^https?:\/\/[^/]+\//, '')
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((part) => part !== '' && part !== 'runs')
    .map(decoded)
  const [entity, project, run] = parts
  if (entity !== undefined && project !== undefined && run !== undefined) return { entity, project, run }
  return { ...path, run: decoded(text) }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export function printRunPath(other: RunPath, path: ProjectPath): string {
  return other.entity === path.entity && other.project === path.project
    ? other.run
    : [other.entity, other.project, other.run].join('/')
}
