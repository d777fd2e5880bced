'use client'

import { useId, useState } from 'react'
import { errorFacts } from '~/components/trpc/errors'
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
import { DropChoice } from './drop-choice'
import { EditPreview, useEditPreview } from './edit-preview'
import { useEditSweep } from './use-edit-sweep'

type EditDialogProps = {
  sweep: SweepDetail
  trigger: string
  size?: 'sm' | 'md'
  title: string
  /** Kept with the version. */
  note: string
  /** The whole text as it would be; made when the dialog opens. */
  makeText: () => string
}

/** A change that a button proposes: shows what it changes and does, and makes it when that is confirmed. */
export function EditDialog({ sweep, trigger, size, title, note, makeText }: EditDialogProps) {
  const [text, setText] = useState<string | null>(null)
  return (
    <Dialog open={text !== null} onOpenChange={(isOpen) => setText(isOpen ? makeText() : null)}>
      <DialogTrigger asChild>
        <Button size={size} disabled={sweep.state === 'canceled'}>
          {trigger}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription>
          This makes version {sweep.version + 1} of the config; the one before is kept.
        </DialogDescription>
        {text !== null && <Confirm sweep={sweep} text={text} note={note} onDone={() => setText(null)} />}
      </DialogContent>
    </Dialog>
  )
}

type ConfirmProps = { sweep: SweepDetail; text: string; note: string; onDone: () => void }

function Confirm({ sweep, text, note, onDone }: ConfirmProps) {
  const id = useId()
  const [dropsOutside, setDropsOutside] = useState(true)
  const preview = useEditPreview(sweep.id, text, true)
  const edit = useEditSweep(sweep.id)
  const canMake = preview.data !== undefined && preview.data.changes.length > 0 && !edit.isPending
  return (
    <>
      <EditPreview sweep={sweep} preview={preview} dropsOutside={dropsOutside} />
      <DropChoice id={id} preview={preview.data} value={dropsOutside} onValue={setDropsOutside} />
      {edit.error !== null && (
        <p role="alert" className="text-13 text-bad">
          {errorFacts(edit.error).message}
        </p>
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button>Leave it</Button>
        </DialogClose>
        <Button
          variant="primary"
          disabled={!canMake}
          onClick={() =>
            edit.mutate(
              { sweep: sweep.id, config: text, version: sweep.version, note, dropOutside: dropsOutside },
              { onSuccess: onDone },
            )
          }
        >
          {edit.isPending ? 'Changing the space…' : 'Change the space'}
        </Button>
      </DialogFooter>
    </>
  )
}
