'use client'

import dynamic from 'next/dynamic'
import { LazyMarkdown } from '~/components/markdown/lazy-markdown'
import type { ProjectPath } from '~/server/domain/ids'
import type { ReportBlock } from '~/server/domain/report'

/** Figures that only some reports have. */
const ComparisonBlock = dynamic(() =>
  import('~/components/compare/export/comparison-block').then((module) => module.ComparisonBlock),
)

const PanelsBlock = dynamic(() => import('./panels-block').then((module) => module.PanelsBlock))

/** The blocks of a report as they are read. */
export function ReportBlocks({ path, blocks }: { path: ProjectPath; blocks: ReportBlock[] }) {
  return blocks.map((block) => (
    <section key={block.id} data-slot="report-block">
      <ReportBlockView path={path} block={block} />
    </section>
  ))
}

export function ReportBlockView({ path, block }: { path: ProjectPath; block: ReportBlock }) {
  switch (block.kind) {
    case 'markdown':
      return <LazyMarkdown text={block.text} />
    case 'panels':
      return <PanelsBlock path={path} block={block} />
    case 'comparison':
      return <ComparisonBlock path={path} sweeps={block.sweeps} options={block.options} />
  }
}
