/** Addresses of pages, in both directions. Names may hold blanks and other characters that an address must escape. */
import type { ProjectPath, RunPath } from '~/server/domain/ids'

export function entityHref(entity: string): string {
  return `/${encodeURIComponent(entity)}`
}

export function projectHref({ entity, project }: ProjectPath): string {
  return `${entityHref(entity)}/${encodeURIComponent(project)}`
}

export function runsHref(path: ProjectPath): string {
  return `${projectHref(path)}/runs`
}

/** Beside the runs and not below them, where a run may have that very id. */
export function trashHref(path: ProjectPath): string {
  return `${projectHref(path)}/trash`
}

export function runHref({ entity, project, run }: RunPath): string {
  return `${runsHref({ entity, project })}/${encodeURIComponent(run)}`
}

export type FileView = 'image' | 'page' | 'download'

/**
 * The content of a run's file. With its hash (`v`) the browser keeps it for good; `as` says how it is wanted where it is
 * otherwise a download.
 */
export function runFileHref(path: RunPath, file: string, { as, v }: { as?: FileView; v?: string | null } = {}): string {
  const parts = [path.entity, path.project, path.run, ...file.split('/')].map(encodeURIComponent)
  const query = new URLSearchParams({ ...(as ? { as } : {}), ...(v ? { v } : {}) }).toString()
  return `/files/${parts.join('/')}${query === '' ? '' : `?${query}`}`
}

/** What a run printed, as a text file. */
export function consoleTextHref(path: RunPath): string {
  return `/api/console/${[path.entity, path.project, path.run].map(encodeURIComponent).join('/')}`
}

export function sweepsHref(path: ProjectPath): string {
  return `${projectHref(path)}/sweeps`
}

export function sweepHref(path: ProjectPath, sweep: string): string {
  return `${sweepsHref(path)}/${encodeURIComponent(sweep)}`
}

export function compareHref(path: ProjectPath): string {
  return `${projectHref(path)}/compare`
}

export function reportsHref(path: ProjectPath): string {
  return `${projectHref(path)}/reports`
}

export function reportHref(path: ProjectPath, report: string): string {
  return `${reportsHref(path)}/${encodeURIComponent(report)}`
}

/** Next hands segments over as they stand in the address. A lone % cannot be part of a name, so nothing decodes twice. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** What `params` of a page or `useParams` of a component say, decoded. */
export function decodeSegments<T extends Record<string, string>>(segments: T): T {
  return Object.fromEntries(Object.entries(segments).map(([key, value]) => [key, decodeSegment(value)])) as T
}
