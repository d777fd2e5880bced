'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { ProjectPath } from '~/server/domain/ids'
import { useSettled } from '../use-settled'
import { DownloadButton } from './download-button'
import { DraftPanes } from './draft-panes'
import { EndingFields } from './fields/ending-fields'
import { MethodFields } from './fields/method-fields'
import { MetricFields } from './fields/metric-fields'
import { ParameterList } from './fields/parameter-list'
import { NameFields, ProgramFields } from './fields/program-fields'
import { type FormChange, writeForm } from './form/write-form'
import { SampleSection } from './sample/sample-section'
import { StartBar } from './start-bar'
import { useDraft } from './use-draft'

type OnePageProps = {
  path: ProjectPath
  text: string
  onText: (text: string) => void
  onFromRuns: () => void
  onStarted: (sweep: string) => void
}

/** A new sweep on one page: fields at the left, the same as text at the right; either changes the other. */
export function OnePage({ path, text, onText, onFromRuns, onStarted }: OnePageProps) {
  const trpc = useTRPC()
  const { data: columns } = useQuery(trpc.runs.columns.queryOptions(path))
  const { form, problems } = useDraft(text)
  const settled = useSettled(text, 400)
  const atRest = useDraft(settled)
  const metrics = columns?.metrics ?? []
  const onChange = (change: FormChange) => onText(writeForm(text, change))
  const fields = form === null ? null : { form, onChange, problems }
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-20">New sweep</h1>
        <Button className="ml-auto" onClick={onFromRuns}>
          Create from earlier runs…
        </Button>
      </div>
      <DraftPanes
        leftLabel="Form"
        left={
          fields === null ? (
            <p className="text-13 text-muted">The fields come back when the text can be read as YAML again.</p>
          ) : (
            <div className="flex flex-col gap-6">
              <NameFields {...fields} />
              <MethodFields {...fields} />
              <MetricFields {...fields} metrics={metrics} />
              <ParameterList {...fields} />
              <EndingFields {...fields} />
              <ProgramFields {...fields} />
            </div>
          )
        }
        text={text}
        onText={onText}
        problems={problems}
        metrics={metrics}
        actions={<DownloadButton text={text} isSound={problems.length === 0} />}
      />
      <SampleSection path={path} text={settled} config={atRest.config} priorRuns={[]} medianSeconds={null} />
      <StartBar
        path={path}
        text={text}
        problems={problems}
        priorRuns={[]}
        onStarted={({ sweep }) => onStarted(sweep)}
      />
    </div>
  )
}
