'use client'

import { LazyMarkdown } from '~/components/markdown/lazy-markdown'
import type { ProjectPath } from '~/server/domain/ids'
import type { ReportBlock } from '~/server/domain/report'

/** The blocks of a report as they are read. */
export function ReportBlocks({ path, blocks }: { path: ProjectPath; blocks: ReportBlock[] }) {
  return blocks.map((block) => (
    <section key={block.id} data-slot="report-block">
      <ReportBlockView path={path} block={block} />
    </section>
  ))
}

export function ReportBlockView({ block }: { path: ProjectPath; block: ReportBlock }) {
  switch (block.kind) {
    case 'markdown':
      return <LazyMarkdown text={block.text} />
    case 'panels':
      return null
    case 'comparison':
      return null
  }
}
