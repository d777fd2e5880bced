import { Download } from 'lucide-react'
import { formatBytes } from '~/components/lib/format'
import { runFileHref } from '~/components/lib/paths'
import { RunName } from './run-name'
import type { ViewerProps } from './viewer'

const WORDS: Record<string, string> = {
  'object3D-file': '3-D object',
  object3D: '3-D object',
  'molecule-file': 'molecule',
  molecule: 'molecule',
  'plotly-file': 'Plotly figure',
  'bokeh-file': 'Bokeh figure',
  'graph-file': 'graph',
}

/** What is not drawn here is said and handed out. */
export function FileList({ shown, path }: ViewerProps) {
  return (
    <ul className="flex h-full flex-col gap-2 overflow-y-auto text-13">
      {shown.flatMap(({ run, media, step }) =>
        media?.kind === 'file'
          ? media.files.map((file) => (
              <li key={`${run.storageId} ${file.path}`} className="flex flex-col gap-0.5 border-hairline border-b pb-2">
                {(shown.length > 1 || step !== null) && <RunName run={run} step={step} />}
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <a
                    href={runFileHref({ ...path, run: run.id }, file.path, { as: 'download' })}
                    download
                    className="link inline-flex min-w-0 items-center gap-1"
                  >
                    <Download aria-hidden="true" className="size-3.5 shrink-0" />
                    <span className="truncate">{file.path.slice(file.path.lastIndexOf('/') + 1)}</span>
                  </a>
                  <span className="text-12 text-muted">
                    {[WORDS[media.type], file.size === null ? null : formatBytes(file.size), file.caption]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
              </li>
            ))
          : [],
      )}
    </ul>
  )
}
