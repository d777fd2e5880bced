'use client'

import Link from 'next/link'
import { useId, useMemo, useState } from 'react'
import { countOf } from '~/components/lib/format'
import { pack } from '~/components/lib/packed'
import { sweepsHref } from '~/components/lib/paths'
import { Button } from '~/components/ui/button'
import { Checkbox } from '~/components/ui/checkbox'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from '~/components/ui/dialog'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import { distributionWords } from '~/server/domain/distribution-words'
import { type NarrowedSpace, narrowSpace } from '~/server/domain/narrow-space'
import type { SweepDetail } from '~/server/domain/sweep'
import { writeSweepConfig } from '~/server/domain/write-sweep-config'
import type { Brushing } from '../../charts/parallel-coordinates/brushing'
import { extentBrushes } from '../../charts/prepare/parallel/extent-brushes'
import { OBJECTIVE_KEY } from '../../charts/prepare/parameter-axis'

type NarrowSpaceDialogProps = { sweep: SweepDetail; brushing: Brushing; onClose: () => void }

/** What the space would become, line by line, and the way to the next sweep. Loaded when it is opened. */
export function NarrowSpaceDialog({ sweep, brushing, onClose }: NarrowSpaceDialogProps) {
  const id = useId()
  const { brushes, table, bits, count } = brushing
  const isOnlyByValue = Object.keys(brushes).every((key) => key === OBJECTIVE_KEY)
  const [toRuns, setToRuns] = useState(isOnlyByValue)
  const narrowed = useMemo(
    () => narrowSpace(sweep.config, toRuns ? { ...extentBrushes(table, bits), ...brushes } : brushes),
    [sweep.config, toRuns, table, bits, brushes],
  )
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent className="max-w-2xl">
        <DialogTitle>Narrow the space to this brush</DialogTitle>
        <DialogDescription>
          {`The next sweep searches where the ${countOf(count, 'brushed run')} ${count === 1 ? 'lies' : 'lie'}. The sweep ${sweep.name} stays as it is.`}
        </DialogDescription>
        <div className="flex items-center gap-2">
          <Checkbox id={id} checked={toRuns} onCheckedChange={() => setToRuns(!toRuns)} />
          <label htmlFor={id} className="text-13">
            also where no brush is, to the range of the brushed runs
          </label>
        </div>
        <Changes narrowed={narrowed} />
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          {narrowed.changes.length > 0 && (
            <Button asChild variant="primary">
              <Link href={draftHref(sweep, narrowed)}>Open as a new sweep</Link>
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}

/** The page of a new sweep with this config in its editor. */
function draftHref({ entity, project, name, id }: SweepDetail, { config }: NarrowedSpace): string {
  const text = writeSweepConfig({
    ...config,
    name: `${name}-narrowed`,
    description: config.description ?? `Narrowed from ${name} (${id}).`,
  })
  return `${sweepsHref({ entity, project })}/new?draft=${pack(text)}`
}

function Changes({ narrowed: { changes, kept } }: { narrowed: NarrowedSpace }) {
  return (
    <>
      {changes.length === 0 ? (
        <p className="text-13 text-muted">Nothing would change: the brush holds the whole space of every setting.</p>
      ) : (
        <Table label="What changes">
          <TableHeader>
            <TableRow>
              <TableHead className="text-left">Setting</TableHead>
              <TableHead className="text-left">Was</TableHead>
              <TableHead className="text-left">Becomes</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {changes.map(({ name, before, after, note }) => (
              <TableRow key={name}>
                <TableCell className="align-top font-medium">{name}</TableCell>
                <TableCell className="align-top text-muted">{distributionWords(before)}</TableCell>
                <TableCell className="align-top">
                  {distributionWords(after)}
                  {note !== null && <span className="block text-12 text-muted">{note}</span>}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {kept.length > 0 && (
        <ul className="flex flex-col gap-0.5 text-12 text-muted">
          {kept.map(({ name, reason }) => (
            <li key={name}>{`${name} stays as it is: ${reason}.`}</li>
          ))}
        </ul>
      )}
    </>
  )
}
