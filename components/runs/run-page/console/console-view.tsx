'use client'

/** What the run printed: followed to its end, scrolled through, searched, and addressed line by line. */
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useDeferredValue, useEffect, useEffectEvent } from 'react'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { countOf, formatCount } from '~/components/lib/format'
import { consoleTextHref } from '~/components/lib/paths'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import type { RunDetail } from '~/server/domain/run'
import { isTerminal } from '~/server/domain/run-state'
import { runParams } from '../../run-params'
import { ConsoleLines } from './console-lines'
import { nextMatch, STRETCH_LINES, stretchOf } from './console-pages'
import { ConsoleSearch } from './console-search'
import { StretchSelect } from './stretch-select'
import { useConsoleSearch } from './use-console-search'
import { WRAPPED_LINES_MAX, WrappedLines } from './wrapped-lines'

const TAIL_LINES = 500

export function ConsoleView({ run }: { run: RunDetail }) {
  const trpc = useTRPC()
  const [{ q, line, times, wrap }, setParams] = useQueryStates(runParams)
  const search = useDeferredValue(q)
  const { storageId } = run
  const tail = useQuery(trpc.console.page.queryOptions({ storageId, limit: TAIL_LINES }))
  const found = useConsoleSearch(storageId, search)
  const matches = search === '' || found.data?.search !== search ? undefined : found.data
  useFirstMatch(matches, line, (number) => void setParams({ line: number + 1 }))
  if (tail.data === undefined) {
    if (tail.isPending) return <Skeleton className="h-[60vh] w-full" />
    return <ErrorState what="The console could not be read" error={tail.error} onRetry={() => tail.refetch()} />
  }
  const { lineCount } = tail.data
  if (lineCount === 0) {
    return (
      <EmptyState title="Nothing printed yet">
        <p>Lines that the program prints appear here, and stay when the run is over.</p>
      </EmptyState>
    )
  }
  const chosen = line === null ? null : Math.min(line, lineCount) - 1
  const isLive = !isTerminal(run.state)
  const stretch = stretchOf(chosen ?? lineCount - 1, lineCount)
  const choose = (number: number) => void setParams({ line: number + 1 })
  const canWrap = lineCount <= WRAPPED_LINES_MAX

  function go(isBackward: boolean) {
    const next = nextMatch(matches?.numbers ?? [], chosen, isBackward)
    if (next !== null) choose(next)
  }

  const box = {
    ...{ storageId, tail: tail.data, stretch, search, chosen, isLive, hasTimes: times },
    onChoose: (number: number) => void setParams({ line: number === chosen ? null : number + 1 }),
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <ConsoleSearch
          text={q}
          onText={(text) => setParams({ q: text === '' ? null : text })}
          numbers={matches?.numbers}
          isCut={matches?.isCut ?? false}
          chosen={chosen}
          onGo={go}
          error={found.error === null ? null : errorFacts(found.error).message}
        />
        <span className="flex flex-wrap items-center gap-1 sm:ml-auto">
          <span className="pr-2 text-12 text-muted">{countOf(lineCount, 'line')}</span>
          {lineCount > STRETCH_LINES && <StretchSelect stretch={stretch} lineCount={lineCount} onChoose={choose} />}
          <Toggle isOn={times} onChange={(on) => setParams({ times: on })}>
            Times
          </Toggle>
          <Toggle
            isOn={wrap && canWrap}
            isDisabled={!canWrap}
            title={
              canWrap ? 'Break long lines' : `Lines are broken in consoles of up to ${formatCount(WRAPPED_LINES_MAX)}`
            }
            onChange={(on) => setParams({ wrap: on })}
          >
            Wrap
          </Toggle>
          <Button asChild size="sm" variant="ghost">
            <a href={consoleTextHref({ entity: run.entity, project: run.project, run: run.id })} download>
              <Download /> Download
            </a>
          </Button>
        </span>
      </div>
      {wrap && canWrap ? <WrappedLines {...box} /> : <ConsoleLines key={stretch[0]} {...box} />}
    </div>
  )
}

/**
 * A new search goes to its first match from where the reader is, as the browser's own does. The outside system is the
 * server: its answer comes when it comes.
 */
function useFirstMatch(
  found: { search: string; numbers: readonly number[] } | undefined,
  line: number | null,
  go: (number: number) => void,
) {
  const jump = useEffectEvent(() => {
    const numbers = found?.numbers ?? []
    const at = line === null ? null : line - 1
    const next = at !== null && numbers.includes(at) ? null : nextMatch(numbers, at, false)
    if (next !== null) go(next)
  })
  // Once for each search: a console that grows while it is searched must not pull the reader along.
  const search = found?.search ?? null
  useEffect(() => {
    if (search !== null) jump()
  }, [search])
}

type ToggleProps = {
  isOn: boolean
  isDisabled?: boolean
  title?: string
  onChange: (isOn: boolean) => void
  children: React.ReactNode
}

function Toggle({ isOn, isDisabled = false, title, onChange, children }: ToggleProps) {
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-pressed={isOn}
      disabled={isDisabled}
      title={title}
      onClick={() => onChange(!isOn)}
      className="aria-pressed:bg-selected aria-pressed:text-ink"
    >
      {children}
    </Button>
  )
}
