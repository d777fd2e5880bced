'use client'

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { Button } from '~/components/ui/button'
import { Input } from '~/components/ui/input'
import type { ProjectPath } from '~/server/domain/ids'
import type { Report, ReportBlock } from '~/server/domain/report'
import { WORKSPACE_STATE } from '~/server/domain/view'
import { DraftLine } from './draft-line'
import { MarkdownBlockEditor } from './markdown-block-editor'
import { PanelsBlockEditor } from './panels-block-editor'
import { ReportBlockView } from './report-blocks'
import { useReportDraft } from './use-report-draft'

/** Writing a report: blocks one below the other, each saved as it is written. */
export function ReportEditor({ path, report, onDone }: { path: ProjectPath; report: Report; onDone: () => void }) {
  const { draft, state, change, takeTheirs, keepMine } = useReportDraft(report)
  const { blocks } = draft.content
  const setBlocks = (next: ReportBlock[]) => change({ content: { blocks: next } })

  function move(index: number, by: number) {
    const next = [...blocks]
    const [block] = next.splice(index, 1)
    if (block !== undefined) next.splice(index + by, 0, block)
    setBlocks(next)
  }

  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-4">
      <h1 className="sr-only">Editing {report.title}</h1>
      <div className="flex flex-wrap items-center gap-2">
        <Input
          aria-label="Title"
          value={draft.title}
          maxLength={300}
          onChange={(event) => change({ title: event.target.value })}
          className="h-10 flex-1 text-20 font-semibold"
        />
        <DraftLine state={state} onTakeTheirs={takeTheirs} onKeepMine={keepMine} />
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </div>
      {blocks.map((block, index) => (
        <section
          key={block.id}
          aria-label={`Block ${index + 1} of ${blocks.length}`}
          className="group/block flex gap-2"
        >
          <BlockTools
            index={index}
            count={blocks.length}
            onMove={(by) => move(index, by)}
            onRemove={() => setBlocks(blocks.filter(({ id }) => id !== block.id))}
          />
          <div className="min-w-0 flex-1">
            <BlockEditor
              path={path}
              block={block}
              onChange={(next) => setBlocks(blocks.map((other) => (other.id === next.id ? next : other)))}
            />
          </div>
        </section>
      ))}
      <AddBlock onAdd={(block) => setBlocks([...blocks, block])} />
    </div>
  )
}

type BlockEditorProps = { path: ProjectPath; block: ReportBlock; onChange: (block: ReportBlock) => void }

function BlockEditor({ path, block, onChange }: BlockEditorProps) {
  switch (block.kind) {
    case 'markdown':
      return <MarkdownBlockEditor text={block.text} onChange={(text) => onChange({ ...block, text })} />
    case 'panels':
      return <PanelsBlockEditor path={path} block={block} onChange={onChange} />
    case 'comparison':
      return <ReportBlockView path={path} block={block} />
  }
}

type BlockToolsProps = { index: number; count: number; onMove: (by: number) => void; onRemove: () => void }

function BlockTools({ index, count, onMove, onRemove }: BlockToolsProps) {
  return (
    <div className="flex w-6 shrink-0 flex-col gap-1 pt-1">
      <Button variant="ghost" size="icon-sm" aria-label="Move up" disabled={index === 0} onClick={() => onMove(-1)}>
        <ArrowUp />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label="Move down"
        disabled={index === count - 1}
        onClick={() => onMove(1)}
      >
        <ArrowDown />
      </Button>
      <Button variant="ghost" size="icon-sm" aria-label="Remove this block" onClick={onRemove}>
        <Trash2 />
      </Button>
    </div>
  )
}

function AddBlock({ onAdd }: { onAdd: (block: ReportBlock) => void }) {
  // Only needs to differ within the report; a browser on plain HTTP has no better source.
  const id = () => Math.random().toString(36).slice(2, 10)
  return (
    <div className="flex flex-wrap gap-2 pl-8">
      <Button onClick={() => onAdd({ kind: 'markdown', id: id(), text: '' })}>
        <Plus /> Text
      </Button>
      <Button onClick={() => onAdd({ kind: 'panels', id: id(), runs: WORKSPACE_STATE.runs, settings: {}, panels: [] })}>
        <Plus /> Panels
      </Button>
    </div>
  )
}
