'use client'

import { ChartLine, Download, FolderInput, Group, type LucideIcon, Square, Tag, Trash2, Wand, X } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { countOf, formatCount } from '~/components/lib/format'
import { projectHref, sweepsHref } from '~/components/lib/paths'
import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import type { ProjectPath } from '~/server/domain/ids'
import type { BulkPreview } from '~/server/domain/run-bulk'
import { DeleteDialog } from './delete-dialog'
import { GroupDialog } from './group-dialog'
import { MoveDialog } from './move-dialog'
import { TagDialog } from './tag-dialog'
import type { Bulk, BulkJob, BulkTarget } from './use-bulk'
import { usePreview } from './use-preview'

type Asking = 'tag' | 'group' | 'move' | null

type BulkBarProps = {
  path: ProjectPath
  target: BulkTarget
  bulk: Bulk
  exporting: { job: BulkJob | null; run: (target: BulkTarget) => Promise<void>; cancel: () => void }
  onClear: () => void
  /** The runs are not what they were. */
  onDone: () => void
}

/** What can be done with the ticked runs. While it is being done: how far it is, and the way to end it. */
export function BulkBar({ path, target, bulk, exporting, onClear, onDone }: BulkBarProps) {
  const [asking, setAsking] = useState<Asking>(null)
  /** What a deletion would stop; null while none is asked about. */
  const [deleting, setDeleting] = useState<BulkPreview | null>(null)
  const preview = usePreview(path, target, { to: null, isEnabled: asking === 'tag' })
  const job = bulk.job ?? exporting.job
  if (job !== null) return <Progress job={job} onCancel={bulk.job === null ? exporting.cancel : bulk.cancel} />

  const act = (work: Promise<void>) => {
    setAsking(null)
    setDeleting(null)
    void work.then(() => {
      onClear()
      onDone()
    })
  }
  /** Where undo gives everything back, nothing is asked. */
  async function onDelete() {
    const seen = await bulk.preview(target).catch(() => null)
    if (seen !== null && seen.runningCount > 0) setDeleting(seen)
    else act(bulk.remove(target))
  }

  return (
    <div className="@container flex shrink-0 flex-wrap items-center gap-1 rounded-md bg-selected px-2 py-1">
      <span role="status" className="mr-1 px-1 font-medium tabular-nums">
        {formatCount(target.count)} selected
      </span>
      <Action icon={Tag} word="Tag" onClick={() => setAsking('tag')} />
      <Action icon={Group} word="Group" onClick={() => setAsking('group')} />
      {target.selection.kind === 'some' && (
        <LinkAction icon={ChartLine} word="Compare" href={chartsHref(path, [...target.selection.ids])} />
      )}
      <LinkAction icon={Wand} word="Make a sweep" href={newSweepHref(path, target)} />
      <Action icon={Download} word="CSV" onClick={() => void exporting.run(target)} />
      <Action icon={FolderInput} word="Move" onClick={() => setAsking('move')} />
      <Action icon={Square} word="Stop" onClick={() => act(bulk.stop(target))} />
      <Action icon={Trash2} word="Delete" variant="danger" onClick={() => void onDelete()} />
      <Action icon={X} word="Clear" variant="ghost" className="ml-auto" onClick={onClear} />
      <Dialog
        open={asking !== null || deleting !== null}
        onOpenChange={(open) => {
          if (open) return
          setAsking(null)
          setDeleting(null)
        }}
      >
        {asking === 'tag' && (
          <TagDialog count={target.count} preview={preview} onDone={(tags) => act(bulk.tag(target, tags))} />
        )}
        {asking === 'group' && <GroupDialog count={target.count} onDone={(group) => act(bulk.group(target, group))} />}
        {asking === 'move' && (
          <MoveDialog path={path} target={target} onDone={(to, newIds) => act(bulk.move(target, to, newIds))} />
        )}
        {deleting && <DeleteDialog preview={deleting} onDone={() => act(bulk.remove(target))} />}
      </Dialog>
    </div>
  )
}

type Said = { icon: LucideIcon; word: string }

function Action({ icon: Icon, word, ...props }: Said & React.ComponentProps<typeof Button>) {
  return (
    <Button size="sm" title={word} {...props}>
      <Icon /> <Word>{word}</Word>
    </Button>
  )
}

function LinkAction({ icon: Icon, word, href }: Said & { href: string }) {
  return (
    <Button size="sm" title={word} asChild>
      <Link href={href}>
        <Icon /> <Word>{word}</Word>
      </Link>
    </Button>
  )
}

/** Where there is no room, the signs stand alone. */
function Word({ children }: { children: string }) {
  return <span className="@max-[34rem]:sr-only">{children}</span>
}

function Progress({ job, onCancel }: { job: BulkJob; onCancel: () => void }) {
  return (
    <div className="flex items-center gap-3 rounded-md bg-selected px-3 py-1">
      <span role="status" className="tabular-nums">
        {job.doing} {formatCount(job.gone)} of {countOf(job.total, 'run')}
      </span>
      <progress value={job.gone} max={Math.max(1, job.total)} className="h-1.5 min-w-24 flex-1 accent-accent" />
      <Button size="sm" onClick={onCancel}>
        End it
      </Button>
    </div>
  )
}

/** As many as the state of a workspace holds. */
const SHOWN_MAX = 1000

/** The workspace with these runs drawn and no others. */
function chartsHref(path: ProjectPath, ids: string[]): string {
  return `${projectHref(path)}?top=0&show=${ids.slice(0, SHOWN_MAX).map(encodeURIComponent).join(',')}`
}

/** Named where they are few, else by what lets them through. */
function newSweepHref(path: ProjectPath, { selection, asked }: BulkTarget): string {
  const base = `${sweepsHref(path)}/new`
  if (selection.kind === 'some') return `${base}?runs=${[...selection.ids].map(encodeURIComponent).join(',')}`
  const params = new URLSearchParams()
  if (asked.search !== '') params.set('q', asked.search)
  if (asked.filter !== '') params.set('filter', asked.filter)
  return `${base}?${params}`
}
