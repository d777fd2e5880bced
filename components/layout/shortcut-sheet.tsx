'use client'

import { useState } from 'react'
import { useShortcut } from '~/components/lib/use-shortcut'
import { Dialog, DialogContent, DialogTitle } from '~/components/ui/dialog'
import { Kbd } from './kbd'

const SHORTCUTS: readonly [string[], string][] = [
  [['Ctrl', 'K'], 'Go to a project, sweep or run'],
  [['/'], 'Search on this page'],
  [['j', 'k'], 'Next row, the one before'],
  [['Enter'], 'Open the row'],
  [['x'], 'Tick the row; with Shift a range'],
  [['e'], 'Draw the run in the charts or not'],
  [['Alt', '←', '→'], 'Move a column; with Shift its width'],
  [['t'], 'Show the chart under the pointer as a table'],
  [['Esc'], 'Close, or clear the search'],
  [['?'], 'This sheet'],
]

/** What the keyboard can do, on `?`. */
export function ShortcutSheet() {
  const [isOpen, setOpen] = useState(false)
  useShortcut('?', () => setOpen(true))
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogContent aria-describedby={undefined} className="max-w-sm">
        <DialogTitle>Keyboard</DialogTitle>
        <dl className="grid grid-cols-[6rem_1fr] gap-y-2">
          {SHORTCUTS.map(([keys, what]) => (
            <div key={what} className="col-span-2 grid grid-cols-subgrid items-center">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  )
}
