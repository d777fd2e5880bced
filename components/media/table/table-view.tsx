'use client'

import { useState } from 'react'
import { runFileHref } from '~/components/lib/paths'
import { Button } from '~/components/ui/button'
import { RunName } from '../run-name'
import type { ViewerProps } from '../viewer'
import { TableFile } from './table-file'

/** One table at a time: of several runs one is chosen, because a table wants the whole width. */
export function TableView({ shown, path, title, height }: ViewerProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const tables = shown.flatMap(({ run, media, step }) => (media?.kind === 'table' ? [{ run, media, step }] : []))
  const table = tables.find(({ run }) => run.storageId === chosen) ?? tables[0]
  if (table === undefined) return null
  const { run, media, step } = table
  const isMany = tables.length > 1
  return (
    <div className="flex h-full flex-col gap-1">
      {isMany && (
        <fieldset className="flex shrink-0 gap-1 overflow-x-auto">
          <legend className="sr-only">Run whose {title} is shown</legend>
          {tables.map((other) => (
            <Button
              key={other.run.storageId}
              size="sm"
              variant="ghost"
              aria-pressed={other.run === run}
              onClick={() => setChosen(other.run.storageId)}
              className="aria-pressed:bg-selected aria-pressed:text-ink"
            >
              <RunName run={other.run} />
            </Button>
          ))}
        </fieldset>
      )}
      {!isMany && step !== null && <RunName run={run} step={step} />}
      <TableFile
        href={runFileHref({ ...path, run: run.id }, media.file.path, { v: media.file.sha256 })}
        title={title}
        imageHref={(file, v) => runFileHref({ ...path, run: run.id }, file, { as: 'image', v })}
        height={height - (isMany || step !== null ? 28 : 0)}
      />
    </div>
  )
}
