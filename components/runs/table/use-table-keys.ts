'use client'

/** The keyboard of the run table: from anywhere on the page j, k, x and e; in the table the arrows and more. */
import { useRouter } from 'next/navigation'
import { useShortcut } from '~/components/lib/use-shortcut'
import type { TableLine, TableLines } from './lines'
import type { TableView } from './table-context'

type Keys = {
  box: React.RefObject<HTMLElement | null>
  view: TableView
  lines: TableLines
  active: number
  goTo: (index: number) => void
}

export function useTableKeys({ box, view, lines, active, goTo }: Keys): (event: React.KeyboardEvent) => void {
  const router = useRouter()

  function lineAt(index: number): TableLine | null {
    return index < lines.count ? lines.at(index) : null
  }

  /** False for a key that means nothing here. */
  function press(key: string, isShift: boolean): boolean {
    const line = lineAt(active)
    const next = movedRow(key, active, lines.count)
    if (next !== null) {
      if (isShift && next !== active) view.onTick(next, true)
      goTo(next)
      return true
    }
    if (line?.kind === 'group') return pressOnGroup(key, line)
    if (line?.kind !== 'run') return false
    if (key === 'Enter') router.push(view.hrefOf(line.run))
    else if (key === ' ' || key === 'e') view.onEye(line)
    else if (key === 'x') view.onTick(active, isShift)
    else if (key === 'ContextMenu' || (key === 'F10' && isShift)) openMenu(line)
    else return false
    return true
  }

  function pressOnGroup(key: string, line: Extract<TableLine, { kind: 'group' }>): boolean {
    const opens = key === 'ArrowRight' && !line.isOpen
    const closes = key === 'ArrowLeft' && line.isOpen
    if (key === 'Enter' || opens || closes) view.onToggleGroup(line)
    else if ((key === ' ' || key === 'e') && line.isInnermost) view.onEye(line)
    else if (key === 'ContextMenu') openMenu(line)
    else return false
    return true
  }

  function openMenu(line: Extract<TableLine, { kind: 'run' | 'group' }>) {
    const row = document.getElementById(`run-row-${active}`)?.getBoundingClientRect()
    if (row) view.onMenu({ line, x: row.left + 40, y: row.bottom })
  }

  /** False leaves the key to others: the table has its own, once it has the focus. */
  function fromAnywhere(event: KeyboardEvent): false | undefined {
    if (box.current === null || event.target === box.current || lines.count === 0) return false
    box.current.focus({ preventScroll: true })
    return press(event.key.toLowerCase(), event.shiftKey) ? undefined : false
  }
  useShortcut('j', fromAnywhere)
  useShortcut('k', fromAnywhere)
  useShortcut('x', fromAnywhere)
  useShortcut('e', fromAnywhere)

  return (event) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (press(key, event.shiftKey)) event.preventDefault()
  }
}

/** The row that a key moves to; null for other keys. */
function movedRow(key: string, from: number, count: number): number | null {
  const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 15, PageUp: -15 }
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  return step === undefined ? null : Math.min(count - 1, Math.max(0, from + step))
}
