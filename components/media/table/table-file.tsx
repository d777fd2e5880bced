'use client'

import { ErrorLine } from '~/components/layout/error-line'
import { Skeleton } from '~/components/ui/skeleton'
import { DataTable } from './data-table'
import { useTableFile } from './use-table-file'

type TableFileProps = {
  href: string
  title: string
  /** Address of an image that a cell names. */
  imageHref: (path: string, sha256: string | null) => string
  height: number
}

export function TableFile({ href, title, imageHref, height }: TableFileProps) {
  const query = useTableFile(href)
  if (query.data === undefined) {
    if (query.isPending) return <Skeleton style={{ height }} className="w-full" />
    return <ErrorLine error={query.error} onRetry={() => query.refetch()} />
  }
  return <DataTable table={query.data} title={title} imageHref={imageHref} height={height} />
}
