'use client'

import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { runColor } from '~/components/lib/color'
import { Button } from '~/components/ui/button'
import { Input } from '~/components/ui/input'
import type { RunDetail } from '~/server/domain/run'
import type { RunEdit } from './use-run-edit'

const NAME_LENGTH_MAX = 256

/** The name, changed in place: Enter or leaving the field saves, Escape leaves it as it was. */
export function RunName({ run, edit }: { run: RunDetail; edit: RunEdit }) {
  const [draft, setDraft] = useState<string | null>(null)

  async function save() {
    const name = draft?.trim() ?? ''
    setDraft(null)
    if (name === '' || name === run.name) return
    if (!(await edit.change({ name }, 'Name saved'))) setDraft(name)
  }

  return (
    <div className="flex min-w-0 items-center gap-2">
      <span aria-hidden="true" className="size-3 shrink-0 rounded-full" style={{ background: runColor(run) }} />
      {draft === null ? (
        <>
          <h1 className="min-w-0 truncate text-20">{run.name}</h1>
          <Button variant="ghost" size="icon-sm" aria-label="Rename" title="Rename" onClick={() => setDraft(run.name)}>
            <Pencil />
          </Button>
        </>
      ) : (
        <>
          <h1 className="sr-only">{run.name}</h1>
          <Input
            autoFocus
            aria-label="Name of the run"
            maxLength={NAME_LENGTH_MAX}
            value={draft}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={() => void save()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur()
              if (event.key === 'Escape') setDraft(null)
            }}
            className="w-80 max-w-full"
          />
        </>
      )}
    </div>
  )
}
