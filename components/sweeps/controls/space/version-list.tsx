'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useQueryState } from 'nuqs'
import { useState } from 'react'
import { CodeBlock } from '~/components/layout/code-block'
import { TimeAgo } from '~/components/layout/time-ago'
import { countOf } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { SweepDetail } from '~/server/domain/sweep'
import type { SweepVersion } from '~/server/domain/sweep-controls'
import { readableText } from '~/server/domain/sweep-text-edit'
import { versionParser } from '../search-params'
import { ChangeList } from './change-list'
import { EditDialog } from './edit-dialog'

const SHOWN = 5

/** Every version of the config: who made it, when and why, what changed, and how many runs came of it. */
export function VersionList({ sweep }: { sweep: SweepDetail }) {
  const trpc = useTRPC()
  const { data: versions } = useSuspenseQuery(trpc.controls.versions.queryOptions({ sweep: sweep.id }))
  const [areAllShown, setAllShown] = useState(false)
  const shown = areAllShown ? versions : versions.slice(0, SHOWN)
  if (versions.length === 0) return null
  return (
    <section aria-labelledby="versions">
      <h3 id="versions" className="mb-1 font-normal text-12 text-muted">
        {countOf(versions.length, 'version')}
      </h3>
      <ol className="flex flex-col">
        {shown.map((version) => (
          <VersionLine key={version.version} sweep={sweep} version={version} />
        ))}
      </ol>
      {versions.length > shown.length && (
        <Button variant="link" size="sm" onClick={() => setAllShown(true)}>
          Show {versions.length - shown.length} earlier
        </Button>
      )}
    </section>
  )
}

function VersionLine({ sweep, version }: { sweep: SweepDetail; version: SweepVersion }) {
  const [shown, setShown] = useQueryState('version', versionParser)
  const isOpen = shown === version.version
  const isInForce = version.version === sweep.version
  const { note, changes, madeBy, createdAt, runCount, yaml } = version
  return (
    <li className="flex min-w-0 flex-col gap-1.5 border-hairline border-b py-2.5 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-13">
        <span className="tabular-nums">
          {version.version}
          {isInForce && <span className="ml-1.5 text-12 text-muted">in force</span>}
        </span>
        <span className="min-w-0 flex-1 basis-60">{note}</span>
        <span className="text-12 text-muted">
          {madeBy}, <TimeAgo time={createdAt} /> · {countOf(runCount, 'run')}
        </span>
        <span className="flex gap-1">
          <Button
            size="sm"
            variant="ghost"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Hide' : 'Show'} the text of version ${version.version}`}
            onClick={() => void setShown(isOpen ? null : version.version)}
          >
            {isOpen ? 'Hide text' : 'Text'}
          </Button>
          {!isInForce && (
            <EditDialog
              sweep={sweep}
              size="sm"
              trigger="Go back to it…"
              title={`Go back to version ${version.version}?`}
              note={`back to version ${version.version}`}
              makeText={() => yaml}
            />
          )}
        </span>
      </div>
      {changes.length > 0 && <ChangeList changes={changes} />}
      {isOpen && <CodeBlock label={`Version ${version.version}`} code={readableText(yaml)} />}
    </li>
  )
}
