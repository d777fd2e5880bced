'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { countOf, formatCount } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import { DialogContent, DialogDescription, DialogFooter, DialogTitle } from '~/components/ui/dialog'
import { Input } from '~/components/ui/input'
import { Label } from '~/components/ui/label'
import type { BulkPreview } from '~/server/domain/run-bulk'

type TagDialogProps = {
  count: number
  preview: BulkPreview | null
  onDone: (tags: { add: string[]; remove: string[] }) => void
}

/** Tags to be added, and those that the runs have to be taken away. */
export function TagDialog({ count, preview, onDone }: TagDialogProps) {
  const [text, setText] = useState('')
  const [remove, setRemove] = useState<string[]>([])
  const add = text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  return (
    <DialogContent>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (add.length + remove.length > 0) onDone({ add, remove })
        }}
      >
        <DialogTitle>Tag {countOf(count, 'run')}</DialogTitle>
        <DialogDescription>Runs that have a tag already keep it as it is.</DialogDescription>
        <div className="grid gap-1">
          <Label htmlFor="bulk-tags">Add, several with commas between them</Label>
          <Input
            id="bulk-tags"
            value={text}
            autoFocus
            autoComplete="off"
            maxLength={2000}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        {preview && preview.tags.length > 0 && (
          <fieldset>
            <legend className="pb-1 text-12 text-muted">Remove</legend>
            <div className="flex flex-wrap gap-1">
              {preview.tags.map(({ tag, count: tagged }) => {
                const isOn = remove.includes(tag)
                return (
                  <Button
                    key={tag}
                    size="sm"
                    aria-pressed={isOn}
                    variant={isOn ? 'danger' : 'outline'}
                    onClick={() => setRemove(isOn ? remove.filter((other) => other !== tag) : [...remove, tag])}
                  >
                    {isOn && <X aria-hidden="true" />}
                    {tag} <span className="text-muted tabular-nums">{formatCount(tagged)}</span>
                  </Button>
                )
              })}
            </div>
          </fieldset>
        )}
        <DialogFooter>
          <Button type="submit" variant="primary" disabled={add.length + remove.length === 0}>
            Tag {countOf(count, 'run')}
          </Button>
        </DialogFooter>
      </form>
    </DialogContent>
  )
}
