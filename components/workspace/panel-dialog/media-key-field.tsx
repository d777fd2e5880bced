'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '~/components/trpc/provider'
import type { MediaKind } from '~/server/domain/media'
import type { Panel } from '~/server/domain/panel'
import { usePanelRunsHere } from '../sections/panel-runs-here'
import { Field } from './fields'
import { PickOne } from './pick-one'

type MediaKeyFieldProps = {
  panel: Extract<Panel, { kind: 'media' | 'histogram' }>
  onChange: (panel: Panel) => void
}

const RUNS_MAX = 200
const KIND_WORDS: Record<MediaKind, string> = {
  images: 'images',
  table: 'table',
  histogram: 'histogram',
  html: 'page',
  audio: 'sound',
  video: 'video',
  file: 'file',
  text: 'text',
}

/** What the drawn runs logged that is no number. */
export function MediaKeyField({ panel, onChange }: MediaKeyFieldProps) {
  const trpc = useTRPC()
  const { drawn } = usePanelRunsHere()
  const storageIds = drawn.slice(0, RUNS_MAX).map((run) => run.storageId)
  const { data } = useQuery(trpc.history.mediaKeys.queryOptions({ storageIds }, { enabled: storageIds.length > 0 }))
  const keys = (data ?? []).filter(({ kind }) => (kind === 'histogram') === (panel.kind === 'histogram'))
  return (
    <Field label="Logged as">
      <PickOne
        label="Logged as"
        value={panel.metric}
        text={panel.metric}
        names={keys.map(({ key, kind }) => ({ id: key, label: key, hint: KIND_WORDS[kind] }))}
        own={(typed) => ({ id: typed, label: typed })}
        onChange={(metric) => onChange({ ...panel, metric })}
      />
      {data !== undefined && keys.length === 0 && (
        <p className="pt-1 text-12 text-muted">
          None of the drawn runs has logged {panel.kind === 'histogram' ? 'histograms' : 'images or tables'} yet.
        </p>
      )}
    </Field>
  )
}
