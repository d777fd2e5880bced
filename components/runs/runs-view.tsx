'use client'

/** The page of a project: what is best, the charts of the first runs, and the table of all. */
import { LineHighlightProvider } from '~/components/charts/lines/line-highlight'
import { ProjectWorkspace } from '~/components/workspace/project-workspace'
import type { ProjectPath } from '~/server/domain/ids'
import { ProjectHeadline } from './project-headline'
import { RunList } from './run-list'
import { RunsCharts } from './runs-charts'

export function RunsView({ path }: { path: ProjectPath }) {
  return (
    <ProjectWorkspace path={path}>
      <LineHighlightProvider>
        <div className="flex flex-col gap-5">
          <ProjectHeadline path={path} />
          <RunsCharts />
          <div className="h-[calc(100dvh-7rem)]">
            <RunList />
          </div>
        </div>
      </LineHighlightProvider>
    </ProjectWorkspace>
  )
}
