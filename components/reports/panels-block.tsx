'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { createSerializer } from 'nuqs'
import { CrosshairProvider } from '~/components/charts/crosshair'
import { legendColumns } from '~/components/charts/prepare/lines/legend'
import { ErrorLine } from '~/components/layout/error-line'
import { countOf } from '~/components/lib/format'
import { projectHref, runHref } from '~/components/lib/paths'
import { PanelView } from '~/components/panels/panel-view'
import { usePanelRuns } from '~/components/panels/use-panel-runs'
import { paramsOf, workspaceParams } from '~/components/workspace/workspace-params'
import type { ProjectPath } from '~/server/domain/ids'
import type { ReportBlock } from '~/server/domain/report'
import { WORKSPACE_STATE } from '~/server/domain/view'

type PanelsBlockProps = { path: ProjectPath; block: Extract<ReportBlock, { kind: 'panels' }> }

/** Panels over the runs that the block names, read anew each time the report is, and live while it is open. */
export function PanelsBlock({ path, block }: PanelsBlockProps) {
  const router = useRouter()
  const legends = [
    block.settings.legend ?? '',
    ...block.panels.map((panel) => (panel.kind === 'line' ? (panel.settings?.legend ?? '') : '')),
  ]
  const runs = usePanelRuns(path, block.runs, legends.flatMap(legendColumns))
  if (block.panels.length === 0) return <p className="text-muted">No panels yet.</p>
  if (runs.error != null) return <ErrorLine error={runs.error} onRetry={runs.retry} />
  return (
    <CrosshairProvider>
      <div className="grid grid-cols-12 gap-x-6 gap-y-4">
        {block.panels.map((panel) => (
          <div
            key={panel.id}
            className="col-span-12 min-w-0 sm:col-span-(--span)"
            style={{ '--span': panel.width ?? 6 } as React.CSSProperties}
          >
            <PanelView
              panel={panel}
              runs={runs}
              settings={block.settings}
              onOpenRun={(run) => router.push(runHref({ ...path, run }))}
            />
          </div>
        ))}
      </div>
      <p className="mt-2 text-12 text-muted">
        {saysRuns(runs.drawn.length, runs.total, block.runs.filter)} ·{' '}
        <Link href={workspaceHref(path, block)} className="link">
          open in the workspace
        </Link>
      </p>
    </CrosshairProvider>
  )
}

const address = createSerializer(workspaceParams)

/** The workspace with the same runs and, in a section of their own, the same panels. */
function workspaceHref(path: ProjectPath, { runs, settings, panels }: PanelsBlockProps['block']): string {
  const section = { id: 'report', title: 'From the report', isOpen: true, panels }
  const state = { runs, panels: { ...WORKSPACE_STATE.panels, settings, sections: [section] } }
  return projectHref(path) + address({ view: null, ...paramsOf(null, state) })
}

function saysRuns(drawn: number, total: number, filter: string): string {
  const which = drawn < total ? `${drawn} of ${countOf(total, 'run')}` : countOf(total, 'run')
  return filter === '' ? which : `${which} where ${filter}`
}
