'use client'

import { useState } from 'react'
import { Button } from '~/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
  DialogTrigger,
} from '~/components/ui/dialog'
import type { SweepDetail } from '~/server/domain/sweep'
import { ACTION_WORD, effectOf, isAvailable } from './action-effects'
import type { SweepActing } from './use-sweep-action'

/** Cancel cannot be taken back, so it asks, and says once more what it will do. */
export function CancelDialog({ sweep, acting }: { sweep: SweepDetail; acting: SweepActing }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="danger" disabled={!isAvailable('cancel', sweep) || acting.pending !== null}>
          {ACTION_WORD.cancel}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>Cancel {sweep.name}?</DialogTitle>
        <DialogDescription>
          {effectOf('cancel', sweep)} A canceled sweep cannot be resumed; to let running trainings finish, use Stop.
        </DialogDescription>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Keep it going</Button>
          </DialogClose>
          <Button
            variant="danger"
            onClick={() => {
              acting.act('cancel')
              setOpen(false)
            }}
          >
            Cancel the sweep
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
