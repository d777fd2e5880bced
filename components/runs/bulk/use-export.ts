'use client'

import { useRef, useState } from 'react'
import { toast } from '~/components/layout/toasts'
import { download, fileName } from '~/components/lib/download'
import { countOf } from '~/components/lib/format'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPCClient } from '~/components/trpc/provider'
import { printFilter } from '~/server/domain/filter/print'
import type { ProjectPath } from '~/server/domain/ids'
import type { RunSort, RunTablePage } from '~/server/domain/run-list'
import { isTicked, type Selection } from '../table/selection'
import type { Asked } from './bulk-steps'
import { RunsCsv } from './runs-csv'
import type { BulkJob, BulkTarget } from './use-bulk'

const PAGE_ROWS = 500
/** So many ids fit into a filter. */
const IDS_A_FILTER = 100

/** All ticked runs with their whole configs and summaries as a CSV file, read page by page from one order. */
export function useExport(path: ProjectPath, sort: RunSort[]) {
  const client = useTRPCClient()
  const [job, setJob] = useState<BulkJob | null>(null)
  const abort = useRef<AbortController>(undefined)

  async function run({ selection, count, asked }: BulkTarget): Promise<void> {
    const ended = new AbortController()
    abort.current = ended
    const { signal } = ended
    const csv = new RunsCsv()
    try {
      for (const question of questionsOf(selection, asked)) {
        let version: string | null = null
        for (let offset = 0, total = 1; offset < total; offset += PAGE_ROWS) {
          setJob({ doing: 'Exporting', gone: csv.count, total: count })
          const input = { ...path, ...question, sort, isWhole: true, version, offset, limit: PAGE_ROWS }
          const page: RunTablePage = await client.runs.table.query(input, { signal })
          csv.add(page.runs.filter((row) => row !== null).filter(({ id }) => isTicked(selection, id)))
          version = page.version
          total = page.total
        }
      }
      download(fileName(`${path.project} runs`, 'csv'), new Blob(csv.pieces(), { type: 'text/csv' }))
      toast({ text: `${countOf(csv.count, 'run')} written into a file` })
    } catch (error) {
      if (!signal.aborted) toast({ text: `The runs could not be exported: ${errorFacts(error).message}`, isBad: true })
    } finally {
      setJob(null)
    }
  }

  return { job, run, cancel: () => abort.current?.abort() }
}

/** Few at a time by their ids, or all that match. */
function questionsOf(selection: Selection, asked: Asked): Asked[] {
  if (selection.kind === 'all') return [asked]
  const ids = [...selection.ids]
  return Array.from({ length: Math.ceil(ids.length / IDS_A_FILTER) }, (_, part) => ({
    search: '',
    filter: printFilter({
      op: 'in',
      column: 'id',
      values: ids.slice(part * IDS_A_FILTER, (part + 1) * IDS_A_FILTER),
    }),
  }))
}
