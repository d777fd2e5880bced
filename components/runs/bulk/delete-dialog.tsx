'use client'

import { countOf } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import { DialogContent, DialogDescription, DialogFooter, DialogTitle } from '~/components/ui/dialog'
import type { BulkPreview } from '~/server/domain/run-bulk'

type DeleteDialogProps = { preview: BulkPreview; onDone: () => void }

/** Asked only where undo cannot give back everything: a training that was stopped does not start again. */
export function DeleteDialog({ preview, onDone }: DeleteDialogProps) {
  return (
    <DialogContent>
      <DialogTitle>Delete {countOf(preview.count, 'run')}?</DialogTitle>
      <DialogDescription>
        {preview.runningCount === preview.count
          ? preview.count === 1
            ? 'It has not ended.'
            : 'None of them has ended.'
          : `${countOf(preview.runningCount, 'run')} of them ${preview.runningCount === 1 ? 'has' : 'have'} not ended.`}{' '}
        What still trains is asked to stop; what it logged is kept. Undo, or the trash, brings the runs back, but does
        not start a training again.
      </DialogDescription>
      <DialogFooter>
        <Button variant="danger" onClick={onDone}>
          Stop and delete
        </Button>
      </DialogFooter>
    </DialogContent>
  )
}
