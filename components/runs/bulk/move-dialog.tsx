'use client'

import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { countOf } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Checkbox } from '~/components/ui/checkbox'
import { DialogContent, DialogDescription, DialogFooter, DialogTitle } from '~/components/ui/dialog'
import { Label } from '~/components/ui/label'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import type { ProjectPath } from '~/server/domain/ids'
import type { BulkTarget } from './use-bulk'
import { usePreview } from './use-preview'

type MoveDialogProps = {
  path: ProjectPath
  target: BulkTarget
  onDone: (to: ProjectPath, givesNewIds: boolean) => void
}

/** Where to, and what that will mean for how many. */
export function MoveDialog({ path, target, onDone }: MoveDialogProps) {
  const trpc = useTRPC()
  const newIds = useId()
  const { data: projects } = useQuery(trpc.projects.list.queryOptions({}))
  const others = (projects ?? []).filter(({ entity, name }) => entity !== path.entity || name !== path.project)
  const [place, setPlace] = useState<string | null>(null)
  const [givesNewIds, setGivesNewIds] = useState(false)
  const chosen = others.find(({ entity, name }) => `${entity}/${name}` === place)
  const to = chosen === undefined ? null : { entity: chosen.entity, project: chosen.name }
  const preview = usePreview(path, target, { to, isEnabled: to !== null })
  return (
    <DialogContent>
      <DialogTitle>Move {countOf(target.count, 'run')}</DialogTitle>
      <DialogDescription>Everything that was logged goes along.</DialogDescription>
      <div className="grid gap-1">
        <Label htmlFor="move-to">To the project</Label>
        <Select value={place ?? ''} onValueChange={setPlace}>
          <SelectTrigger id="move-to">
            <SelectValue placeholder={others.length === 0 ? 'There is no other project' : 'Choose a project'} />
          </SelectTrigger>
          <SelectContent>
            {others.map(({ entity, name }) => (
              <SelectItem key={`${entity}/${name}`} value={`${entity}/${name}`}>
                {entity === path.entity ? name : `${entity} / ${name}`}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </div>
      {preview && (
        <ul className="grid gap-1 text-13">
          {preview.sweepCount > 0 && (
            <li>
              {countOf(preview.sweepCount, 'run')} will leave their sweep, whose search then counts them as killed.
            </li>
          )}
          {preview.runningCount > 0 && (
            <li>{countOf(preview.runningCount, 'run')} that have not ended will stay here.</li>
          )}
          {preview.takenCount > 0 && (
            <li className="grid gap-1">
              {countOf(preview.takenCount, 'run id')} {preview.takenCount === 1 ? 'is' : 'are'} taken there.
              <span className="flex items-center gap-2">
                <Checkbox
                  id={newIds}
                  checked={givesNewIds}
                  onCheckedChange={(checked) => setGivesNewIds(checked === true)}
                />
                <label htmlFor={newIds}>Give those runs new ids; else they stay here</label>
              </span>
            </li>
          )}
        </ul>
      )}
      <DialogFooter>
        <Button
          variant="primary"
          disabled={to === null || preview === null}
          onClick={() => to && onDone(to, givesNewIds)}
        >
          Move
        </Button>
      </DialogFooter>
    </DialogContent>
  )
}
