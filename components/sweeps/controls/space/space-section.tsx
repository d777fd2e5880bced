'use client'

import { Pencil } from 'lucide-react'
import dynamic from 'next/dynamic'
import { parseAsBoolean, useQueryState } from 'nuqs'
import { useState } from 'react'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import { distributionText } from '~/server/domain/distribution-text'
import type { SweepDetail } from '~/server/domain/sweep'
import { flattenParameters } from '~/server/domain/sweep-config'
import { whenText } from '~/server/domain/when'
import { OutcomeLine } from '../outcome-line'
import { editedText } from './edit-words'
import { VersionList } from './version-list'

const SpaceEditor = dynamic(() => import('./space-editor').then((module) => module.SpaceEditor), {
  ssr: false,
  loading: () => <Skeleton className="h-[36rem]" />,
})

/** What is searched now, the editor for it, and how it came to be. */
export function SpaceSection({ sweep }: { sweep: SweepDetail }) {
  const [isEditing, setEditing] = useQueryState('edit', parseAsBoolean.withDefault(false))
  const [outcome, setOutcome] = useState<string | null>(null)
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <OutcomeLine outcome={outcome} error={null} />
      {isEditing && sweep.state !== 'canceled' ? (
        <SpaceEditor
          sweep={sweep}
          onDone={(edited) => {
            setOutcome(editedText(edited))
            void setEditing(null)
          }}
          onLeave={() => void setEditing(null)}
        />
      ) : (
        <AsItIs
          sweep={sweep}
          onEdit={() => {
            setOutcome(null)
            void setEditing(true)
          }}
        />
      )}
      <VersionList sweep={sweep} />
    </div>
  )
}

function AsItIs({ sweep, onEdit }: { sweep: SweepDetail; onEdit: () => void }) {
  const { early_terminate: rule } = sweep.config
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-3">
      <dl className="grid min-w-0 flex-1 basis-80 grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
        {flattenParameters(sweep.config.parameters).map(({ name, distribution, when }) => (
          <div key={name} className="contents">
            <dt className="truncate font-mono text-12 leading-[1.46]">{name}</dt>
            <dd className="min-w-0 break-words text-muted">
              {[distributionText(distribution), whenText(when)].filter((text) => text !== null).join(', ')}
            </dd>
          </div>
        ))}
        <div className="contents">
          <dt className="text-12 leading-[1.46]">Early termination</dt>
          <dd className="text-muted">{rule === undefined ? 'none' : rule.type}</dd>
        </div>
      </dl>
      <Button disabled={sweep.state === 'canceled'} onClick={onEdit}>
        <Pencil /> Edit the space
      </Button>
    </div>
  )
}
