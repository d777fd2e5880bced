'use client'

import { useQueryStates } from 'nuqs'
import { CopyButton } from '~/components/layout/copy-button'
import { SearchField } from '~/components/layout/search-field'
import { valueSaid } from '~/components/media/media-words'
import type { JsonObject } from '~/server/domain/json'
import type { RunDetail } from '~/server/domain/run'
import { runParams } from '../../run-params'
import { flatEntries } from '../../value-at'
import { KeyValues } from '../key-values'

/** What went in beside what came out. */
export function RunSettings({ run }: { run: RunDetail }) {
  const [{ q }, setParams] = useQueryStates(runParams)
  return (
    <div className="flex flex-col gap-4">
      <SearchField
        label="Search keys and values"
        value={q}
        onChange={(text) => setParams({ q: text === '' ? null : text })}
        className="w-full sm:w-72"
      />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <Part title="Config" values={run.config} search={q} empty="The run was started without a config." />
        <Part
          title="Summary"
          values={run.summary}
          search={q}
          empty="Nothing is logged yet: the summary is the last value of each metric."
        />
      </div>
    </div>
  )
}

function Part({ title, values, search, empty }: { title: string; values: JsonObject; search: string; empty: string }) {
  const all = flatEntries(values)
  const needle = search.toLowerCase()
  const found = all.filter(([key, value]) => `${key} ${valueSaid(value)}`.toLowerCase().includes(needle))
  return (
    <section>
      <div className="flex items-center justify-between border-hairline border-b">
        <h2 className="py-1.5 text-15">{title}</h2>
        {all.length > 0 && <CopyButton text={JSON.stringify(values, null, 2)} label="Copy as JSON" />}
      </div>
      <KeyValues entries={found} empty={all.length === 0 ? empty : 'No key or value matches.'} />
    </section>
  )
}
