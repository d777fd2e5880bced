'use client'

import { useQuery } from '@tanstack/react-query'
import { parseJsonLine } from '~/server/domain/json-line'
import { readTable, type TableContent } from '../prepare/table-rows'

/** A larger one would hold the browser up for seconds; it can be downloaded. */
export const TABLE_BYTES_MAX = 64 * 1024 * 1024

export class FileProblem extends Error {}

/** A table file, read whole. Fails with a sentence for what is not there, too large, or no table. */
export function useTableFile(href: string) {
  return useQuery({
    queryKey: ['table file', href],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    queryFn: async ({ signal }): Promise<TableContent> => {
      const answer = await fetch(href, { signal })
      if (answer.status === 404) throw new FileProblem('The file is not here: it is on its way, or was deleted.')
      if (!answer.ok) throw new FileProblem(`The server answered ${answer.status} for the table.`)
      if (Number(answer.headers.get('content-length') ?? 0) > TABLE_BYTES_MAX)
        throw new FileProblem('The table is too large to be shown here; download it.')
      const table = readTable(parsed(await answer.text()))
      if (table === null) throw new FileProblem('The file holds no table of columns and rows.')
      return table
    },
  })
}

/** Python's writer leaves NaN and infinities bare, which JSON does not know. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    try {
      return parseJsonLine(text, '', Number.MAX_SAFE_INTEGER)
    } catch {
      return null
    }
  }
}
