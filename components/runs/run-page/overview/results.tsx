'use client'

import { useState } from 'react'
import { CopyButton } from '~/components/layout/copy-button'
import { SearchField } from '~/components/layout/search-field'
import { formatCount } from '~/components/lib/format'
import { valueSaid } from '~/components/media/media-words'
import { Button } from '~/components/ui/button'
import type { RunDetail } from '~/server/domain/run'
import { byUsefulness } from '../../metric-order'
import { flatEntries } from '../../value-at'
import { KeyValues } from '../key-values'
import { Part } from '../part'

/** What is read at a glance; the rest is a click away. */
const SHOWN_AT_FIRST = 12

/** Last value of each metric: what is looked at first stands first. */
export function Results({ run }: { run: RunDetail }) {
  const [search, setSearch] = useState('')
  const [isWhole, setWhole] = useState(false)
  const all = flatEntries(run.summary).filter(([key]) => !key.startsWith('_'))
  const byKey = new Map(all)
  const ordered = byUsefulness([...byKey.keys()], []).map((key) => [key, byKey.get(key) ?? null] as const)
  const needle = search.toLowerCase()
  const found = ordered.filter(([key, value]) => `${key} ${valueSaid(value)}`.toLowerCase().includes(needle))
  const isCut = !isWhole && needle === '' && found.length > SHOWN_AT_FIRST
  const shown = isCut ? found.slice(0, SHOWN_AT_FIRST) : found
  return (
    <Part
      title="Results"
      note={all.length > 0 ? formatCount(all.length) : undefined}
      actions={
        all.length > 0 && (
          <>
            {all.length > SHOWN_AT_FIRST && (
              <SearchField label="Search results" isMain={false} value={search} onChange={setSearch} className="w-36" />
            )}
            <CopyButton text={JSON.stringify(run.summary, null, 2)} label="Copy as JSON" />
          </>
        )
      }
    >
      <KeyValues
        entries={shown.map(([key, value]) => [key, value])}
        empty={
          all.length === 0
            ? 'Nothing is logged yet: results are the last value of each metric.'
            : 'No result of that name or value.'
        }
      />
      {isCut && (
        <Button variant="link" className="self-start py-2" onClick={() => setWhole(true)}>
          Show all {formatCount(found.length)}
        </Button>
      )}
    </Part>
  )
}
