'use client'

import { ArrowUpToLine, X } from 'lucide-react'
import { settingText } from '~/components/charts/prepare/setting-text'
import { formatCount } from '~/components/lib/format'
import { whySuggested } from '~/components/runs/run-page/overview/why-suggested'
import { Button } from '~/components/ui/button'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import { Tooltip } from '~/components/ui/tooltip'
import { flattenConfig } from '~/server/domain/in-space'
import type { QueuedSuggestion } from '~/server/domain/suggestion'
import type { SweepDetail } from '~/server/domain/sweep'
import { flattenParameters } from '~/server/domain/sweep-config'
import { OutcomeLine } from '../outcome-line'
import { useMoveToFront, useWithdraw } from './use-queue'

const SOURCE_WORD: Record<QueuedSuggestion['source'], string> = { search: 'search', hand: 'by hand', retry: 'again' }

type QueueTableProps = { sweep: SweepDetail; waiting: readonly QueuedSuggestion[] }

/** One row a suggestion, with its settings, where it comes from and why. */
export function QueueTable({ sweep, waiting }: QueueTableProps) {
  const withdraw = useWithdraw(sweep.id)
  const toFront = useMoveToFront(sweep.id)
  const names = namesOf(sweep, waiting)
  const isPending = withdraw.isPending || toFront.isPending
  return (
    <>
      <div className="max-h-[26rem] overflow-y-auto">
        <Table label="Waiting suggestions">
          <TableHeader className="sticky top-0 z-10 bg-surface">
            <TableRow>
              <TableHead className="numeric">Number</TableHead>
              <TableHead>From</TableHead>
              <TableHead className="numeric">Version</TableHead>
              {names.map((name) => (
                <TableHead key={name} className="numeric">
                  {name}
                </TableHead>
              ))}
              <TableHead>Why</TableHead>
              <TableHead>
                <span className="sr-only">Actions</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {waiting.map((each, place) => (
              <QueueRow
                key={each.id}
                suggestion={each}
                names={names}
                isFirst={place === 0}
                isPending={isPending}
                onFront={() => toFront.mutate({ sweep: sweep.id, id: each.id })}
                onWithdraw={() => withdraw.mutate({ sweep: sweep.id, id: each.id })}
              />
            ))}
          </TableBody>
        </Table>
      </div>
      <OutcomeLine outcome={null} error={withdraw.error ?? toFront.error} />
    </>
  )
}

type RowProps = {
  suggestion: QueuedSuggestion
  names: readonly string[]
  isFirst: boolean
  isPending: boolean
  onFront: () => void
  onWithdraw: () => void
}

function QueueRow({ suggestion, names, isFirst, isPending, onFront, onWithdraw }: RowProps) {
  const { number, source, version, attempt, config, info, outside } = suggestion
  const flat = flattenConfig(config)
  // From 1, as the names of runs count.
  const shownNumber = formatCount(number + 1)
  const why = whySuggested(info, source)
  return (
    <TableRow>
      <TableCell className="numeric">{shownNumber}</TableCell>
      <TableCell className="whitespace-nowrap">
        {SOURCE_WORD[source]}
        {attempt > 1 && <span className="text-muted"> · attempt {attempt}</span>}
      </TableCell>
      <TableCell className="numeric">{version}</TableCell>
      {names.map((name) => (
        <TableCell key={name} className="numeric">
          {settingText(flat.get(name))}
          {outside.includes(name) && (
            <span className="ml-1.5 text-12 text-warn-ink" title="not in the space as it is now">
              ▲ outside
            </span>
          )}
        </TableCell>
      ))}
      <TableCell className="max-w-80 truncate text-muted" title={why}>
        {why}
      </TableCell>
      <TableCell className="whitespace-nowrap text-right">
        <Tooltip content="Give it out first">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Give out suggestion ${shownNumber} first`}
            disabled={isPending || isFirst}
            onClick={onFront}
          >
            <ArrowUpToLine />
          </Button>
        </Tooltip>
        <Tooltip content="Take it out of the queue: it is neither given out nor suggested again">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Take suggestion ${shownNumber} back`}
            disabled={isPending}
            onClick={onWithdraw}
          >
            <X />
          </Button>
        </Tooltip>
      </TableCell>
    </TableRow>
  )
}

/** What varies in the space, then what else is in what waits (a hand-written run may bring its own). */
function namesOf(sweep: SweepDetail, waiting: readonly QueuedSuggestion[]): string[] {
  const varying = flattenParameters(sweep.config.parameters)
    .filter(({ distribution }) => distribution.distribution !== 'constant')
    .map(({ name }) => name)
  const fixed = new Set(flattenParameters(sweep.config.parameters).map(({ name }) => name))
  const others = new Set(waiting.flatMap(({ config }) => [...flattenConfig(config).keys()]))
  return [...varying, ...[...others].filter((name) => !fixed.has(name)).sort()]
}
