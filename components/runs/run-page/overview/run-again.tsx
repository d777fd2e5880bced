'use client'

import { useQuery } from '@tanstack/react-query'
import { CodeBlock } from '~/components/layout/code-block'
import { runFileHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import type { RunDetail } from '~/server/domain/run'
import { PATCH_FILE, type RunMetadata } from '~/server/domain/run-metadata'
import { Part } from '../part'
import { rerunOf } from './rerun'

/** The lines that bring the code back and start it as it was started. */
export function RunAgain({ run, metadata }: { run: RunDetail; metadata: RunMetadata }) {
  const trpc = useTRPC()
  const { data: info } = useQuery(trpc.info.queryOptions())
  const path = { entity: run.entity, project: run.project, run: run.id }
  const filesUrl = info === undefined ? null : `${info.baseUrl}${runFileHref(path, '')}`.replace(/\/$/, '')
  const { code, command, caveats } = rerunOf(metadata, { filesUrl })
  if (code.length === 0 && command === null) {
    return (
      <Part title="Run it again">
        <p className="py-2 text-muted">
          This run told neither its command nor its code. Programs that begin with <code>init()</code> of the package{' '}
          <code>sweepboard</code> do, and so do those that <code>sweepboard agent</code> starts.
        </p>
      </Part>
    )
  }
  return (
    <Part title="Run it again">
      <div className="flex flex-col gap-1 py-1">
        {code.length > 0 && <CodeBlock label="The code as it was" code={code.join('\n')} />}
        {command !== null && <CodeBlock label="The command" code={command} />}
        {metadata.git?.hasPatch && (
          <p className="text-12 text-muted">
            Changed and not committed:{' '}
            <a href={`?tab=files&file=${PATCH_FILE}`} className="link">
              {PATCH_FILE}
            </a>
          </p>
        )}
        {caveats.map((caveat) => (
          <p key={caveat} className="text-12 text-muted">
            {caveat}
          </p>
        ))}
      </div>
    </Part>
  )
}
