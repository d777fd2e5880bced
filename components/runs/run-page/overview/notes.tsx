'use client'

import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { LazyMarkdown } from '~/components/markdown/lazy-markdown'
import { Button } from '~/components/ui/button'
import type { RunDetail } from '~/server/domain/run'
import type { RunEdit } from '../header/use-run-edit'
import { Part } from '../part'

const NOTES_LENGTH_MAX = 100_000

/** What people write about the run, as markdown. A draft that the server does not take stays to be saved again. */
export function Notes({ run, edit }: { run: RunDetail; edit: RunEdit }) {
  const [draft, setDraft] = useState<string | null>(null)
  const notes = run.notes ?? ''

  async function save() {
    const text = (draft ?? '').trim()
    setDraft(null)
    if (text !== notes && !(await edit.change({ notes: text }, 'Notes saved'))) setDraft(text)
  }

  return (
    <Part
      title="Notes"
      actions={
        draft === null && (
          <Button variant="ghost" size="sm" onClick={() => setDraft(notes)}>
            <Pencil /> {notes === '' ? 'Write' : 'Edit'}
          </Button>
        )
      }
    >
      {draft !== null ? (
        <div className="flex flex-col gap-2 py-2">
          <textarea
            // biome-ignore lint/a11y/noAutofocus: the reader has just asked to write here
            autoFocus
            aria-label="Notes"
            maxLength={NOTES_LENGTH_MAX}
            rows={Math.min(24, Math.max(6, draft.split('\n').length + 1))}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
              if (event.key === 'Escape') setDraft(null)
            }}
            className="w-full rounded-md border border-hairline bg-raised px-2.5 py-2 font-mono text-12 leading-[1.6]"
          />
          <div className="flex items-center gap-2">
            <Button variant="primary" size="sm" title="Save (Ctrl Enter)" onClick={() => void save()}>
              Save
            </Button>
            <Button size="sm" title="Leave it as it was (Esc)" onClick={() => setDraft(null)}>
              Cancel
            </Button>
            <span className="text-12 text-muted">Markdown</span>
          </div>
        </div>
      ) : notes === '' ? (
        <p className="py-2 text-muted">Nothing is written about this run yet: what was tried, and what was seen.</p>
      ) : (
        <div className="py-2">
          <LazyMarkdown text={notes} />
        </div>
      )}
    </Part>
  )
}
