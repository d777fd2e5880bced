'use client'

import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { reportHref } from '~/components/lib/paths'
import { useHtmlExport } from '~/components/reports/use-html-export'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '~/components/ui/dropdown-menu'
import type { Comparison } from '~/server/domain/comparison'
import type { ProjectPath } from '~/server/domain/ids'
import { bestTable, chancesTable, type DataTable, reachTable, sweepsTable } from '../../charts/prepare/compare/tables'
import { downloadCsv } from '../figures/data-table-view'
import type { CompareState } from '../search-params'
import { reportTitle } from './report-title'

type ExportMenuProps = {
  comparison: Comparison
  path: ProjectPath
  state: CompareState
  article: React.RefObject<HTMLElement | null>
  /** While it is true the whole page is to be drawn, also what is not in sight. */
  isTaking: boolean
  onTaking: (isTaking: boolean) => void
}

/** The ways in which a comparison leaves the page. */
export function ExportMenu({ comparison, path, state, article, isTaking, onTaking }: ExportMenuProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const report = useMutation(
    trpc.reports.create.mutationOptions({ onSuccess: ({ id }) => router.push(reportHref(path, id)) }),
  )

  async function makeReport() {
    const { reportContent } = await import('./report-content')
    report.mutate({ ...path, title, content: reportContent(comparison, state, new Date()) })
  }

  const title = reportTitle(comparison)
  const { problem } = useHtmlExport({ title, source: () => location.href, article, isTaking, onTaking })
  const tables: [string, (from: Comparison) => DataTable][] = [
    ['Best value along the axis', bestTable],
    ['Compared sweeps', sweepsTable],
    ['What it took to reach the level', reachTable],
    ['Chances at each budget', chancesTable],
  ]
  const said = problem ?? (report.error ? errorFacts(report.error).message : null)
  return (
    <>
      {said !== null && (
        <p role="alert" className="text-12 text-bad">
          {said}
        </p>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button disabled={isTaking || report.isPending}>
            <Download /> {isTaking ? 'Reading every figure…' : report.isPending ? 'Making the report…' : 'Export'}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => void makeReport()}>Make a report of it</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => onTaking(true)}>Download as one HTML file</DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuLabel>Numbers as CSV</DropdownMenuLabel>
          {tables.map(([label, tableOf]) => (
            <DropdownMenuItem key={label} onSelect={() => downloadCsv(tableOf(comparison))}>
              {label}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
    </>
  )
}
