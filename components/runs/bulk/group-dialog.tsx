'use client'

import { useState } from 'react'
import { countOf } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import { DialogContent, DialogDescription, DialogFooter, DialogTitle } from '~/components/ui/dialog'
import { Input } from '~/components/ui/input'
import { Label } from '~/components/ui/label'

type GroupDialogProps = { count: number; onDone: (group: string | null) => void }

/** The column "Group" of runs, by which the table and the charts can group them. */
export function GroupDialog({ count, onDone }: GroupDialogProps) {
  const [name, setName] = useState('')
  return (
    <DialogContent>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') onDone(name.trim())
        }}
      >
        <DialogTitle>Group of {countOf(count, 'run')}</DialogTitle>
        <DialogDescription>A run is in one group at most; the one that it has now is replaced.</DialogDescription>
        <div className="grid gap-1">
          <Label htmlFor="bulk-group">Group</Label>
          <Input
            id="bulk-group"
            value={name}
            autoFocus
            autoComplete="off"
            maxLength={256}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <DialogFooter>
          <Button onClick={() => onDone(null)}>Take out of their groups</Button>
          <Button type="submit" variant="primary" disabled={name.trim() === ''}>
            Put into the group
          </Button>
        </DialogFooter>
      </form>
    </DialogContent>
  )
}
