'use client'

import { errorFacts } from '~/components/trpc/errors'
import { Button } from '~/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from '~/components/ui/dialog'
import type { SavedView } from '~/server/domain/saved-view'
import type { useViews } from './use-views'

type DeleteViewDialogProps = { view: SavedView; views: ReturnType<typeof useViews>; onClose: () => void }

export function DeleteViewDialog({ view, views: { remove }, onClose }: DeleteViewDialogProps) {
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent>
        <DialogTitle>Delete the view “{view.name}”?</DialogTitle>
        <DialogDescription>
          {view.isShared ? 'It goes for everybody in the project. ' : ''}Runs and panels are not touched; links to the
          view will open the plain workspace.
        </DialogDescription>
        {remove.isError && (
          <p role="alert" className="text-bad">
            {errorFacts(remove.error).message}
          </p>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            variant="danger"
            disabled={remove.isPending}
            onClick={() => remove.mutate({ view: view.id }, { onSuccess: onClose })}
          >
            Delete the view
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
