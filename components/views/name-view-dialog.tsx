'use client'

import { errorFacts } from '~/components/trpc/errors'
import { Button } from '~/components/ui/button'
import { Checkbox } from '~/components/ui/checkbox'
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from '~/components/ui/dialog'
import { Input } from '~/components/ui/input'
import { Label } from '~/components/ui/label'
import { useWorkspace } from '~/components/workspace/use-workspace'
import type { SavedView } from '~/server/domain/saved-view'
import type { useViews } from './use-views'

type NameViewDialogProps = {
  /** The one to rename; null saves the arrangement as a new view. */
  view: SavedView | null
  views: ReturnType<typeof useViews>
  onClose: () => void
}

export function NameViewDialog({ view, views, onClose }: NameViewDialogProps) {
  const { path, state } = useWorkspace()
  const { create, update } = views
  const asked = view === null ? create : update

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const name = String(form.get('name') ?? '').trim()
    const done = { onSuccess: onClose }
    if (view === null) create.mutate({ ...path, name, isShared: form.get('shared') !== null, content: state }, done)
    else update.mutate({ view: view.id, name }, done)
  }

  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent>
        <DialogTitle>{view === null ? 'Save as a new view' : `Rename “${view.name}”`}</DialogTitle>
        <DialogDescription>
          Filter, order, columns, colours and panels as they are now. Every state is a link as well; a view has a name.
        </DialogDescription>
        <form className="grid gap-4" onSubmit={submit}>
          <div className="grid gap-1">
            <Label htmlFor="view-name">Name</Label>
            <Input id="view-name" name="name" required maxLength={100} defaultValue={view?.name} autoComplete="off" />
          </div>
          {view === null && (
            <Label className="flex items-center gap-2">
              <Checkbox name="shared" /> Share it with everybody who sees the project
            </Label>
          )}
          {asked.isError && (
            <p role="alert" className="text-bad">
              {errorFacts(asked.error).message}
            </p>
          )}
          <DialogFooter>
            <Button onClick={onClose}>Leave it</Button>
            <Button type="submit" variant="primary" disabled={asked.isPending}>
              {asked.isPending ? 'Saving…' : 'Save'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
