'use client'

import { countOf } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import { sectionTitle } from '../prepare/sections'
import { useLayout } from './use-layout'

/** More are found by the search of a new panel. */
const SHOWN_MAX = 200

/** What was hidden of what comes by itself, and the way to have it again. */
export function HiddenPanels() {
  const { state, act } = useLayout()
  const { hidden, hiddenPrefixes } = state
  const count = hidden.length + hiddenPrefixes.length
  if (count === 0) return null
  return (
    <details className="text-12">
      <summary className="w-fit cursor-pointer py-1 text-muted hover:text-ink">
        {countOf(count, 'panel or section', 'panels and sections')} hidden
      </summary>
      <ul className="flex flex-wrap gap-2 pt-1">
        {hiddenPrefixes.map((prefix) => (
          <li key={`prefix ${prefix}`}>
            <Button size="sm" onClick={() => act.showAgain({ prefix })}>
              Show the section {sectionTitle(prefix)} again
            </Button>
          </li>
        ))}
        {hidden.slice(0, SHOWN_MAX).map((metric) => (
          <li key={metric}>
            <Button size="sm" onClick={() => act.showAgain({ metric })}>
              Show {metric} again
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
