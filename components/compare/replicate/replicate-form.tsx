'use client'

import { useQueries } from '@tanstack/react-query'
import Link from 'next/link'
import { useId, useState } from 'react'
import { countOf, formatDuration } from '~/components/lib/format'
import { pack } from '~/components/lib/packed'
import { sweepsHref } from '~/components/lib/paths'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Checkbox } from '~/components/ui/checkbox'
import { DialogFooter } from '~/components/ui/dialog'
import { Input } from '~/components/ui/input'
import type { Comparison } from '~/server/domain/comparison'
import type { ProjectPath } from '~/server/domain/ids'
import { writeSweepConfig } from '~/server/domain/write-sweep-config'
import { MadeSweeps } from './made-sweeps'
import {
  COUNT_MAX,
  estimatesOf,
  membersOf,
  type Replicate,
  type ReplicateEstimate,
  replicatesOf,
  suggestedCount,
} from './replicate-plan'
import { useMakeSweeps } from './use-make-sweeps'

type ReplicateFormProps = {
  comparison: Comparison
  path: ProjectPath
  onMade: (sweeps: string[]) => void
  onDone: () => void
}

/** Says what it will make and what that will cost before it makes it, and afterwards what was made. */
export function ReplicateForm({ comparison, path, onMade, onDone }: ReplicateFormProps) {
  const estimates = estimatesOf(comparison)
  const [countText, setCountText] = useState(String(suggestedCount(comparison)))
  const [left, setLeft] = useState(
    () => new Set(estimates.filter(({ isRepeat }) => isRepeat).map(({ contender }) => contender)),
  )
  const making = useMakeSweeps(path, onMade)
  const count = readCount(countText)
  const chosen = estimates.filter(({ contender }) => !left.has(contender))
  const { replicates, isReady } = useReplicates({ comparison, chosen, count: count ?? 0 })
  if (making.made !== null) return <MadeSweeps made={making.made} path={path} onDone={onDone} />
  const [only] = replicates
  return (
    <form
      className="flex flex-col gap-4 text-13"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && replicates.length > 0) making.make(replicates)
      }}
    >
      <CountField text={countText} onText={setCountText} isWrong={count === null} />
      <ContenderList
        estimates={estimates}
        left={left}
        onToggle={(contender) => {
          const next = new Set(left)
          if (!next.delete(contender)) next.add(contender)
          setLeft(next)
        }}
      />
      <p className="text-muted">{costSentence(chosen, count ?? 0)}</p>
      {making.error && (
        <p role="alert" className="whitespace-pre-line text-bad">
          {`${errorFacts(making.error).message} ${making.progress > 0 ? `${countOf(making.progress, 'sweep')} had been made before.` : 'Nothing was made.'}`}
        </p>
      )}
      <DialogFooter>
        {replicates.length === 1 && only && (
          <Button asChild variant="ghost">
            <Link href={`${sweepsHref(path)}/new?draft=${pack(writeSweepConfig(only.config))}`}>Open as a draft</Link>
          </Button>
        )}
        <Button type="submit" variant="primary" disabled={!isReady || replicates.length === 0 || making.isMaking}>
          {making.isMaking
            ? `Making ${making.progress + 1} of ${replicates.length}…`
            : `Make ${countOf(replicates.length, 'sweep')}`}
        </Button>
      </DialogFooter>
    </form>
  )
}

function readCount(text: string): number | null {
  const count = Number(text)
  return Number.isInteger(count) && count >= 1 && count <= COUNT_MAX ? count : null
}

function costSentence(chosen: readonly ReplicateEstimate[], count: number): string {
  const runs = chosen.reduce((sum, { runCount }) => sum + runCount, 0) * count
  const seconds = chosen.reduce((sum, each) => sum + each.seconds, 0) * count
  return `${countOf(chosen.length * count, 'sweep')}, about ${countOf(runs, 'run')} and ${formatDuration(seconds)} of computing by what these have taken. Training begins when agents come.`
}

type CountFieldProps = { text: string; onText: (text: string) => void; isWrong: boolean }

function CountField({ text, onText, isWrong }: CountFieldProps) {
  const id = useId()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label htmlFor={id}>Run</label>
      <Input
        id={id}
        inputMode="numeric"
        value={text}
        aria-invalid={isWrong}
        onChange={(event) => onText(event.currentTarget.value)}
        className="w-16 tabular-nums"
      />
      <span>more of each</span>
      {isWrong && <span className="text-12 text-bad">{`a whole number from 1 to ${COUNT_MAX}`}</span>}
    </div>
  )
}

type ContenderListProps = {
  estimates: readonly ReplicateEstimate[]
  left: ReadonlySet<number>
  onToggle: (contender: number) => void
}

function ContenderList({ estimates, left, onToggle }: ContenderListProps) {
  const id = useId()
  return (
    <ul className="flex flex-col gap-1.5">
      {estimates.map(({ contender, label, runCount, seconds, isRepeat }) => (
        <li key={contender} className="flex items-start gap-2">
          <Checkbox
            id={`${id}-${contender}`}
            checked={!left.has(contender)}
            onCheckedChange={() => onToggle(contender)}
            className="mt-0.5"
          />
          <label htmlFor={`${id}-${contender}`} className="min-w-0">
            <span className="font-medium">{label}</span>{' '}
            <span className="text-muted">
              {`${countOf(runCount, 'run')}, ${formatDuration(seconds)} a sweep`}
              {isRepeat &&
                '. Its config lists the runs, so another seed tries the same in the same order: only the luck of the trainings differs'}
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}

type ReplicatesInput = { comparison: Comparison; chosen: readonly ReplicateEstimate[]; count: number }

/** The configs of all sweeps of the chosen contenders, and what follows from them. */
function useReplicates({ comparison, chosen, count }: ReplicatesInput): { replicates: Replicate[]; isReady: boolean } {
  const trpc = useTRPC()
  const members = chosen.map(({ contender }) => membersOf(comparison, comparison.contenders[contender]))
  const details = useQueries({ queries: members.flat().map((sweep) => trpc.sweeps.byId.queryOptions({ sweep })) })
  const byId = new Map(details.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const])))
  const replicates = chosen.flatMap(({ runCount }, index) =>
    replicatesOf(
      (members[index] ?? []).flatMap((id) => byId.get(id) ?? []),
      runCount,
      count,
    ),
  )
  return { replicates, isReady: byId.size === new Set(members.flat()).size }
}
