'use client'

/**
 * The brushes of one view while they move, and which runs pass them. Outside of React's state on purpose: a drag changes
 * them sixty times a second, and then only the canvas, the marks of one axis and a line of numbers may draw anew. What
 * rests is in the address; `commit` puts it there.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Brush } from '~/server/domain/brush'
import { type Brushes, spansOf } from '../prepare/parallel/axis-brush'
import type { ParallelTable } from '../prepare/parallel/parallel-table'
import { PassBits } from '../prepare/parallel/pass-bits'
import type { Axis } from '../prepare/parameter-axis'

/** The stretch that is being dragged, beside the rest of its axis's brush. */
export type BrushDraft = { key: string; rest: Brush | null; low: number; high: number }

export class Brushing {
  table: ParallelTable
  brushes: Brushes
  draft: BrushDraft | null = null
  /** Counts the changes: two equal numbers are the same state. */
  version = 0
  private pass: PassBits
  private readonly listeners = new Set<() => void>()

  constructor(table: ParallelTable, brushes: Brushes) {
    this.table = table
    this.brushes = brushes
    this.pass = this.passOf()
  }

  /** 1 for each run that passes. The same array while it changes. */
  get bits(): Uint8Array {
    return this.pass.bits
  }

  get count(): number {
    return this.pass.count
  }

  /** Other runs, or other axes; the brushes stay. */
  setTable(table: ParallelTable): void {
    if (table === this.table) return
    this.table = table
    this.pass = this.passOf()
    this.notify()
  }

  setBrushes(brushes: Brushes): void {
    if (brushes === this.brushes) return
    this.brushes = brushes
    this.pass = this.passOf()
    this.notify()
  }

  setBrush(key: string, brush: Brush | null, draft: BrushDraft | null = null): void {
    const { [key]: _, ...others } = this.brushes
    this.brushes = brush === null ? others : { ...others, [key]: brush }
    this.draft = draft
    const column = this.table.columns.get(key)
    if (column !== undefined) this.pass.set(column, brush)
    this.notify()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private passOf(): PassBits {
    const pass = new PassBits(this.table.runs.length)
    for (const [key, column] of this.table.columns) pass.set(column, this.brushes[key] ?? null)
    return pass
  }

  private notify(): void {
    this.version++
    for (const listener of this.listeners) listener()
  }
}

type BrushingOptions = { table: ParallelTable; brushes: Brushes; onCommit: (brushes: Brushes) => void }

export type BrushControl = {
  brushing: Brushing
  /** Puts the brushes as they are now into the address. */
  commit: () => void
  /** Changes one brush for good. */
  set: (key: string, brush: Brush | null) => void
}

/** `brushes` are those of the address, the same object while it says the same. */
export function useBrushing({ table, brushes, onCommit }: BrushingOptions): BrushControl {
  const [brushing] = useState(() => new Brushing(table, brushes))
  const latest = useRef(onCommit)
  // The outside system is the store; it must know the new runs before anything is painted.
  useLayoutEffect(() => {
    latest.current = onCommit
    brushing.setTable(table)
  }, [brushing, table, onCommit])
  useLayoutEffect(() => brushing.setBrushes(brushes), [brushing, brushes])
  const commit = useCallback(() => latest.current(brushing.brushes), [brushing])
  const set = useCallback(
    (key: string, brush: Brush | null) => {
      brushing.setBrush(key, brush)
      commit()
    },
    [brushing, commit],
  )
  return { brushing, commit, set }
}

/** Draws anew at every change, so only for what is small. */
export function useBrushVersion(brushing: Brushing): number {
  return useSyncExternalStore(
    brushing.subscribe,
    () => brushing.version,
    () => 0,
  )
}

/** Draws anew when the brush of this axis changes, and at no other. */
export function useBrushOf(brushing: Brushing, key: string): Brush | undefined {
  useSyncExternalStore(
    brushing.subscribe,
    () => (brushing.draft?.key === key ? brushing.draft : brushing.brushes[key]),
    () => undefined,
  )
  return brushing.brushes[key]
}

/** How many runs pass once that has been the same for a while: what is read aloud. */
export function useRestedCount(brushing: Brushing, waitMs: number): number {
  const [count, setCount] = useState(brushing.count)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const unsubscribe = brushing.subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(() => setCount(brushing.count), waitMs)
    })
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [brushing, waitMs])
  return count
}

const HELD_WAITS = 3

/** Which runs pass, as of a moment: it does not change any more. */
export type SettledPass = { table: ParallelTable; brushes: Brushes; bits: Uint8Array; count: number }

function passOf({ table, brushes, bits, count }: Brushing): SettledPass {
  return { table, brushes, bits: bits.slice(), count }
}

/** What passes once it has been the same for a while, for what is costly to draw; other runs settle at once. */
export function useSettledPass(brushing: Brushing, waitMs: number): SettledPass {
  const [settled, setSettled] = useState(() => passOf(brushing))
  const shown = useRef(settled)
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const settle = () => {
      shown.current = passOf(brushing)
      setSettled(shown.current)
    }
    const onChange = () => {
      clearTimeout(timer)
      // A pointer that is still down will most likely move on.
      const wait = brushing.draft === null ? waitMs : HELD_WAITS * waitMs
      if (brushing.table === shown.current.table) timer = setTimeout(settle, wait)
      else settle()
    }
    if (brushing.table !== shown.current.table) settle()
    const unsubscribe = brushing.subscribe(onChange)
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [brushing, waitMs])
  return settled
}

/** The stretches to draw on an axis, those of a drag as the pointer has them. */
export function drawnSpans(brushing: Brushing, axis: Axis): { low: number; high: number }[] {
  const { draft } = brushing
  if (draft?.key !== axis.key) return spansOf(axis, brushing.brushes[axis.key])
  return [...spansOf(axis, draft.rest ?? undefined), { low: draft.low, high: draft.high }]
}
