'use client'

/** All runs of a project as one table, as high as the window. */
import { LineHighlightProvider } from '~/components/charts/lines/line-highlight'
import { ProjectWorkspace } from '~/components/workspace/project-workspace'
import type { ProjectPath } from '~/server/domain/ids'
import { RunList } from './run-list'

export function RunsPage({ path }: { path: ProjectPath }) {
  return (
    <ProjectWorkspace path={path}>
      <LineHighlightProvider>
        <h1 className="sr-only">Runs of {path.project}</h1>
        <div className="-mb-5 h-[calc(100dvh-6.25rem)] min-h-96 pb-2">
          <RunList />
        </div>
      </LineHighlightProvider>
    </ProjectWorkspace>
  )
}
