'use client'

import { useState } from 'react'
import { useTRPCClient } from '~/components/trpc/provider'
import type { TableLine } from './lines'
import { isTicked, NOTHING, type Selection, withTicks } from './selection'
import type { TableQuestion } from './table-question'

/** Longer ranges are made by the filter and "all that match". */
const RANGE_MAX = 10_000

export type SelectionTools = {
  selection: Selection
  setSelection: (selection: Selection) => void
  /** Ticks a line's run or takes the tick away; as a range, all lines from the one that was ticked before. */
  toggle: (index: number, isRange: boolean) => void
  /** Phones: a tap ticks instead of opening. */
  isSelecting: boolean
  setSelecting: (isSelecting: boolean) => void
}

type Place = {
  lineAt: (index: number) => TableLine
  question: TableQuestion
  version: string | null
  /** Where in the order of all runs a line stands; null where it stands in a group. */
  placeOf: (index: number) => number | null
}

/** What is ticked belongs to what was asked: another filter begins with nothing. */
export function useSelection({ lineAt, question, version, placeOf }: Place): SelectionTools {
  const client = useTRPCClient()
  const asked = JSON.stringify([question.entity, question.project, question.search, question.filter])
  const [kept, setKept] = useState<{ asked: string; selection: Selection }>({ asked, selection: NOTHING })
  const [anchor, setAnchor] = useState<number | null>(null)
  const [isSelecting, setSelecting] = useState(false)
  const selection = kept.asked === asked || kept.selection.kind === 'some' ? kept.selection : NOTHING
  const setSelection = (next: Selection) => setKept({ asked, selection: next })

  async function idsBetween(from: number, to: number): Promise<string[]> {
    const indexes = Array.from({ length: to - from + 1 }, (_, offset) => from + offset)
    const lines = indexes.map(lineAt)
    const first = placeOf(from)
    const isKnown = lines.every(({ kind }) => kind !== 'waiting')
    if (isKnown || first === null) return lines.flatMap((line) => (line.kind === 'run' ? [line.run.id] : []))
    const { columns: _, ...rest } = question
    return (await client.runs.ids.query({ ...rest, version, offset: first, limit: indexes.length })).ids
  }

  function toggle(index: number, isRange: boolean) {
    const line = lineAt(index)
    if (line.kind !== 'run') return
    const isOn = !isTicked(selection, line.run.id)
    setAnchor(index)
    if (!isRange || anchor === null || anchor === index) return setSelection(withTicks(selection, [line.run.id], isOn))
    const [from, to] = anchor < index ? [anchor, index] : [index, anchor]
    if (to - from >= RANGE_MAX) return
    void idsBetween(from, to).then((ids) => setSelection(withTicks(selection, ids, true)))
  }

  return { selection, setSelection, toggle, isSelecting, setSelecting }
}
