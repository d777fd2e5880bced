'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { SearchField } from '~/components/layout/search-field'
import { countOf, formatCount } from '~/components/lib/format'
import { Button } from '~/components/ui/button'

type ConsoleSearchProps = {
  text: string
  onText: (text: string) => void
  /** Undefined while it is searched. */
  numbers: readonly number[] | undefined
  isCut: boolean
  chosen: number | null
  onGo: (isBackward: boolean) => void
  error: string | null
}

/** The field, which match one is at, and the way to the others: Enter and Shift Enter. */
export function ConsoleSearch({ text, onText, numbers, isCut, chosen, onGo, error }: ConsoleSearchProps) {
  const hasMatches = numbers !== undefined && numbers.length > 0
  return (
    <search
      className="flex w-full items-center gap-1 sm:w-auto"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
        event.preventDefault()
        onGo(event.shiftKey)
      }}
    >
      <SearchField label="Search the console" value={text} onChange={onText} className="min-w-0 flex-1 sm:w-72" />
      {text !== '' && (
        <>
          <Button
            size="icon"
            variant="ghost"
            aria-label="Match before"
            title="Match before (Shift Enter)"
            disabled={!hasMatches}
            onClick={() => onGo(true)}
          >
            <ChevronUp />
          </Button>
          <Button
            size="icon"
            variant="ghost"
            aria-label="Next match"
            title="Next match (Enter)"
            disabled={!hasMatches}
            onClick={() => onGo(false)}
          >
            <ChevronDown />
          </Button>
          <span role="status" className="whitespace-nowrap text-12 text-muted">
            {error ?? matchesSaid(numbers, isCut, chosen)}
          </span>
        </>
      )}
    </search>
  )
}

function matchesSaid(numbers: readonly number[] | undefined, isCut: boolean, chosen: number | null): string {
  if (numbers === undefined) return 'Searching…'
  if (numbers.length === 0) return 'no match'
  const count = isCut
    ? `the first ${countOf(numbers.length, 'match', 'matches')}`
    : countOf(numbers.length, 'match', 'matches')
  const at = chosen === null ? -1 : numbers.indexOf(chosen)
  return at === -1 ? count : `${formatCount(at + 1)} of ${count}`
}
