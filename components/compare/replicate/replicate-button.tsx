'use client'

import { Copy } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '~/components/ui/button'
import { Dialog, DialogContent, DialogTitle, DialogTrigger } from '~/components/ui/dialog'
import type { Comparison } from '~/server/domain/comparison'
import type { ProjectPath } from '~/server/domain/ids'

/** Writes configs, which takes a YAML library: loaded when it is opened. */
const ReplicateForm = dynamic(() => import('./replicate-form').then((module) => module.ReplicateForm), {
  loading: () => <p className="text-13 text-muted">Loading…</p>,
})

type ReplicateButtonProps = { comparison: Comparison; path: ProjectPath; onMade: (sweeps: string[]) => void }

/** The way from "this does not tell" to what would. */
export function ReplicateButton({ comparison, path, onMade }: ReplicateButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Copy /> Run replicates…
        </Button>
      </DialogTrigger>
      <DialogContent aria-describedby={undefined}>
        <DialogTitle>Run replicates: the same sweeps under other seeds</DialogTitle>
        <ReplicateForm comparison={comparison} path={path} onMade={onMade} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}
