'use client'

import { countOf } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from '~/components/ui/dialog'

type PurgeDialogProps = { count: number; isOpen: boolean; onClose: () => void; onDone: () => void }

export function PurgeDialog({ count, isOpen, onClose, onDone }: PurgeDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => open || onClose()}>
      <DialogContent>
        <DialogTitle>Delete {countOf(count, 'run')} for ever?</DialogTitle>
        <DialogDescription>
          Their settings, histories, consoles and files go with them. This cannot be undone.
        </DialogDescription>
        <DialogFooter>
          <Button onClick={onClose}>Keep them</Button>
          <Button variant="danger" onClick={onDone}>
            Delete for ever
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
