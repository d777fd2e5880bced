import Link from 'next/link'
import type { CompareRow, CompareSection } from '~/components/charts/prepare/columns/comparer'
import type { PlotRun } from '~/components/charts/prepare/plot-run'
import { cn } from '~/components/lib/cn'
import { formatDifference, formatValue } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import type { ProjectPath } from '~/server/domain/ids'

type CompareTableProps = {
  sections: CompareSection[]
  runs: PlotRun[]
  baseline: string | null
  path: ProjectPath
  differsOnly: boolean
}

/** More rows than this are read in the CSV. */
const ROWS_MAX = 400

/** A column for each run, a row for each key; the names stay in sight while one scrolls. */
export function CompareTable({ sections, runs, baseline, path, differsOnly }: CompareTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than the panel is scrolled by keys too
    <section tabIndex={0} aria-label="Comparison" className="h-full overflow-auto">
      <table className="w-max min-w-full border-separate border-spacing-0 text-12">
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-20 h-8 min-w-40 border-hairline border-b bg-surface pr-3 font-medium"
            >
              Key
            </th>
            {runs.map((run) => (
              <th
                key={run.storageId}
                scope="col"
                className={cn(
                  'sticky top-0 z-10 h-8 max-w-48 border-hairline border-b bg-surface px-2 text-right font-medium',
                  run.id === baseline && 'bg-selected',
                )}
              >
                <span className="flex items-center justify-end gap-1.5">
                  <span aria-hidden="true" className="size-2 shrink-0 rounded-full" style={{ background: run.color }} />
                  <Link href={runHref({ ...path, run: run.id })} className="truncate hover:underline">
                    {run.name}
                  </Link>
                </span>
                {run.id === baseline && <span className="block font-normal text-11 text-muted">baseline</span>}
              </th>
            ))}
          </tr>
        </thead>
        {sections.map((section) => (
          <tbody key={section.title}>
            <tr>
              <th scope="rowgroup" colSpan={runs.length + 1} className="h-8 text-left">
                <span className="sticky left-0 inline-flex items-baseline gap-2">
                  <span className="font-semibold">{section.title}</span>
                  <span className="font-normal text-muted">{sayCounts(section, differsOnly)}</span>
                </span>
              </th>
            </tr>
            {section.rows.slice(0, ROWS_MAX).map((row) => (
              <ValueRow key={row.column} row={row} runs={runs} baseline={baseline} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function sayCounts({ rows, sameCount }: CompareSection, differsOnly: boolean): string {
  const cut = rows.length > ROWS_MAX ? `, ${ROWS_MAX} of them shown` : ''
  if (!differsOnly) return `${rows.length} keys${cut}`
  return `${rows.length} differ, ${sameCount} are the same${cut}`
}

type ValueRowProps = { row: CompareRow; runs: PlotRun[]; baseline: string | null }

function ValueRow({ row, runs, baseline }: ValueRowProps) {
  return (
    <tr className="hover:bg-hover">
      <th
        scope="row"
        className="sticky left-0 z-10 h-7 max-w-64 truncate border-hairline/60 border-b bg-surface pr-3 text-left font-normal"
        title={row.label}
      >
        {row.label}
      </th>
      {runs.map((run, index) => {
        const text = formatValue(row.values[index])
        const delta = row.deltas[index] ?? null
        return (
          <td
            key={run.storageId}
            title={text}
            className={cn(
              'numeric h-7 max-w-48 truncate border-hairline/60 border-b px-2',
              run.id === baseline && 'bg-selected',
              !row.differs && 'text-muted',
            )}
          >
            {text}
            {delta !== null && delta !== 0 && (
              <span className="ml-1.5 text-11 text-muted">
                {delta > 0 ? '▲' : '▼'} {formatDifference(delta)}
              </span>
            )}
          </td>
        )
      })}
    </tr>
  )
}
