'use client'

import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '~/components/ui/badge'
import { Button } from '~/components/ui/button'
import { Input } from '~/components/ui/input'
import type { RunDetail } from '~/server/domain/run'
import type { RunEdit } from './use-run-edit'

const TAG_LENGTH_MAX = 128

/** Tags with a way to take each off and to add one. */
export function RunTags({ run, edit }: { run: RunDetail; edit: RunEdit }) {
  const [draft, setDraft] = useState<string | null>(null)

  function add() {
    const tag = draft?.trim() ?? ''
    setDraft(null)
    if (tag !== '' && !run.tags.includes(tag)) void edit.change({ tags: [...run.tags, tag] }, `Tag ${tag} added`)
  }

  return (
    <ul aria-label="Tags" className="flex min-w-0 flex-wrap items-center gap-1.5">
      {run.tags.map((tag) => (
        <li key={tag} className="flex max-w-full">
          <Badge className="pr-0.5">
            <span className="truncate">{tag}</span>
            <button
              type="button"
              aria-label={`Take off the tag ${tag}`}
              title="Take off"
              onClick={() =>
                void edit.change({ tags: run.tags.filter((other) => other !== tag) }, `Tag ${tag} taken off`)
              }
              className="inline-flex size-4 items-center justify-center rounded-sm text-muted hover:text-ink"
            >
              <X aria-hidden="true" className="size-3" />
            </button>
          </Badge>
        </li>
      ))}
      <li>
        {draft === null ? (
          <Button variant="ghost" size="sm" onClick={() => setDraft('')}>
            <Plus /> tag
          </Button>
        ) : (
          <Input
            autoFocus
            aria-label="New tag"
            maxLength={TAG_LENGTH_MAX}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur()
              if (event.key === 'Escape') setDraft(null)
            }}
            className="h-6 w-32 px-2 text-12"
          />
        )}
      </li>
    </ul>
  )
}
