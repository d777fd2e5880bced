import Link from 'next/link'
import { StateMark } from '~/components/layout/state-mark'
import { cn } from '~/components/lib/cn'
import { runColor } from '~/components/lib/color'
import { formatDuration, formatNumber } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import type { ProjectPath } from '~/server/domain/ids'
import type { SweepPoint } from '~/server/domain/sweep'
import { type Light, useIsLit } from '../../charts/light'
import { settingText } from '../../charts/prepare/setting-text'

/** What a row shows of a run. */
export type TableRun = Pick<
  SweepPoint,
  'runId' | 'storageId' | 'serial' | 'name' | 'state' | 'attempt' | 'params' | 'value' | 'durationSeconds'
>

type RunRowProps = {
  run: TableRun
  index: number
  /** Names of the parameters that vary. */
  columns: readonly string[]
  hasObjective: boolean
  path: ProjectPath
  light: Light
}

/** Up and down go from run to run; Enter follows the link. */
function stepRows(event: React.KeyboardEvent<HTMLTableRowElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const row =
    event.key === 'ArrowDown' ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling
  const link = row?.querySelector('a')
  if (!link) return
  event.preventDefault()
  link.focus()
}

/** On a phone the two columns that matter stay: which run with its state as a sign, and its value. */
export function RunRow({ run, index, columns, hasObjective, path, light }: RunRowProps) {
  const isLit = useIsLit(light, run.runId)
  return (
    <tr
      aria-rowindex={index + 2}
      data-lit={isLit || undefined}
      className={cn('h-8 border-hairline border-b', isLit && 'bg-hover')}
      onPointerEnter={() => light.point(run.runId)}
      onFocus={() => light.point(run.runId)}
      onKeyDown={stepRows}
    >
      <td className="max-w-64 px-2 first:pl-0 max-sm:w-full max-sm:max-w-0">
        <span className="flex items-center gap-2 whitespace-nowrap">
          <span
            aria-hidden="true"
            className="size-2 shrink-0 rounded-full"
            style={{ background: runColor({ id: run.runId, serial: run.serial }) }}
          />
          <StateMark state={run.state} short className="sm:hidden" />
          <Link href={runHref({ ...path, run: run.runId })} className="truncate hover:underline">
            {run.name}
          </Link>
          {run.attempt > 1 && <span className="text-12 text-muted">attempt {run.attempt}</span>}
        </span>
      </td>
      <td className="px-2 max-sm:hidden">
        <StateMark state={run.state} />
      </td>
      {hasObjective && (
        <td className="numeric px-2 font-medium max-sm:pr-0">{run.value === null ? '–' : formatNumber(run.value)}</td>
      )}
      {columns.map((name) => (
        <td key={name} className="numeric max-w-48 truncate px-2 max-sm:hidden">
          {settingText(Object.hasOwn(run.params, name) ? run.params[name] : undefined)}
        </td>
      ))}
      <td className="numeric px-2 text-muted max-sm:hidden">
        {run.durationSeconds === null ? '–' : formatDuration(run.durationSeconds)}
      </td>
    </tr>
  )
}

/** A run that is on its way from the server, in its place. */
export function WaitingRow({ index, columnCount }: { index: number; columnCount: number }) {
  return (
    <tr aria-rowindex={index + 2} className="h-8 border-hairline border-b">
      <td colSpan={columnCount} className="py-0">
        <span className="block h-3 w-40 rounded-sm bg-hover" />
      </td>
    </tr>
  )
}
