'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { settingText } from '~/components/charts/prepare/setting-text'
import { countOf } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { ProjectPath } from '~/server/domain/ids'

type ConfigPreviewProps = {
  path: ProjectPath
  text: string /** Nothing is asked while the text has problems. */
  isSound: boolean
}

/** What would be tried first, and how much there is to try: asked from the server, which will do the choosing. */
export function ConfigPreview({ path, text, isSound }: ConfigPreviewProps) {
  const trpc = useTRPC()
  const { data, isFetching } = useQuery(
    trpc.sweeps.check.queryOptions({ ...path, config: text }, { enabled: isSound, placeholderData: keepPreviousData }),
  )
  if (!isSound || data === undefined || data.preview.length === 0) {
    return (
      <p className="min-h-8 text-12 text-muted">
        {isSound
          ? isFetching
            ? 'Asking what would be tried first…'
            : ''
          : 'The first runs are shown here once the config is sound.'}
      </p>
    )
  }
  const names = [...new Set(data.preview.flatMap((config) => Object.keys(config)))]
  return (
    <section aria-labelledby="preview" aria-busy={isFetching} className="min-w-0">
      <h2 id="preview" className="mb-1 font-normal text-12 text-muted">
        What would be tried first{data.gridSize !== null && `, of ${countOf(data.gridSize, 'combination')}`}
      </h2>
      <Table label="First suggestions">
        <TableHeader>
          <TableRow>
            {names.map((name) => (
              <TableHead key={name} className="numeric text-right">
                {name}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {data.preview.map((config, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: suggestions have no name but their place
            <TableRow key={index}>
              {names.map((name) => (
                <TableCell key={name} className="numeric">
                  {settingText(Object.hasOwn(config, name) ? config[name] : undefined)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {data.warnings.map((warning) => (
        <p key={warning} className="pt-1.5 text-12 text-muted">
          <span aria-hidden="true" className="mr-1.5 text-warn-ink">
            ▲
          </span>
          {warning}
        </p>
      ))}
    </section>
  )
}
