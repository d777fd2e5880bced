'use client'

import { useId, useState } from 'react'
import { errorFacts } from '~/components/trpc/errors'
import { Button } from '~/components/ui/button'
import { Input } from '~/components/ui/input'
import { Label } from '~/components/ui/label'
import type { SweepDetail } from '~/server/domain/sweep'
import type { EditedSweep } from '~/server/domain/sweep-controls'
import { DraftPanes } from '../../new-sweep/draft-panes'
import { EndingFields } from '../../new-sweep/fields/ending-fields'
import { ParameterList } from '../../new-sweep/fields/parameter-list'
import { NameFields, ProgramFields } from '../../new-sweep/fields/program-fields'
import { writeForm } from '../../new-sweep/form/write-form'
import { useDraft } from '../../new-sweep/use-draft'
import { useSettled } from '../../use-settled'
import { DropChoice } from './drop-choice'
import { EditPreview, useEditPreview } from './edit-preview'
import { useEditDraft } from './use-edit-draft'
import { useEditSweep } from './use-edit-sweep'

const SETTLE_MS = 400

type SpaceEditorProps = { sweep: SweepDetail; onDone: (edited: EditedSweep) => void; onLeave: () => void }

/** The config of a sweep that runs, as fields and as text, with what a change would do said below while it is made. */
export function SpaceEditor({ sweep, onDone, onLeave }: SpaceEditorProps) {
  const draft = useEditDraft(sweep)
  const { form, problems } = useDraft(draft.text)
  const settled = useSettled(draft.text, SETTLE_MS)
  const isSound = problems.length === 0
  const preview = useEditPreview(sweep.id, settled, isSound, '1.2')
  const refused = isSound ? (preview.data?.problems ?? []) : problems
  return (
    <div className="flex min-w-0 flex-col gap-5">
      {draft.version !== sweep.version && (
        <ChangedMeanwhile
          version={sweep.version}
          onTake={() => draft.takeAsEditOf(sweep.version)}
          onAnew={draft.startAnew}
        />
      )}
      <DraftPanes
        leftLabel="Form"
        left={
          form === null ? (
            <p className="text-13 text-muted">The fields come back when the text can be read as YAML again.</p>
          ) : (
            <div className="flex flex-col gap-6">
              <ParameterList
                form={form}
                problems={refused}
                onChange={(change) => draft.setText(writeForm(draft.text, change))}
              />
              <EndingFields
                form={form}
                problems={refused}
                onChange={(change) => draft.setText(writeForm(draft.text, change))}
              />
              <ProgramFields
                form={form}
                problems={refused}
                onChange={(change) => draft.setText(writeForm(draft.text, change))}
              />
              <NameFields
                form={form}
                problems={refused}
                onChange={(change) => draft.setText(writeForm(draft.text, change))}
              />
            </div>
          )
        }
        text={draft.text}
        onText={draft.setText}
        problems={refused}
        metrics={sweep.objective === null ? [] : [sweep.objective.name]}
      />
      <MakeVersion
        sweep={sweep}
        draft={draft}
        preview={preview}
        isReady={isSound && settled === draft.text}
        onDone={(edited) => {
          draft.forget()
          onDone(edited)
        }}
        onLeave={() => {
          draft.forget()
          onLeave()
        }}
      />
    </div>
  )
}

type MakeProps = SpaceEditorProps & {
  draft: ReturnType<typeof useEditDraft>
  preview: ReturnType<typeof useEditPreview>
  /** What is previewed is what is written. */
  isReady: boolean
}

function MakeVersion({ sweep, draft, preview, isReady, onDone, onLeave }: MakeProps) {
  const id = useId()
  const [dropsOutside, setDropsOutside] = useState(true)
  const [note, setNote] = useState('')
  const edit = useEditSweep(sweep.id)
  const canMake =
    isReady && preview.data !== undefined && preview.data.effect !== null && preview.data.changes.length > 0

  function make() {
    const { text: config, version } = draft
    const given = { sweep: sweep.id, config, yaml: '1.2' as const, version, note, dropOutside: dropsOutside }
    edit.mutate(given, { onSuccess: onDone })
  }

  return (
    <section aria-labelledby={`${id}-effect`} className="flex min-w-0 flex-col gap-3 border-hairline border-t pt-4">
      <h3 id={`${id}-effect`} className="font-normal text-12 text-muted">
        What version {sweep.version + 1} would change
      </h3>
      <EditPreview sweep={sweep} preview={preview} dropsOutside={dropsOutside} />
      <DropChoice id={`${id}-drop`} preview={preview.data} value={dropsOutside} onValue={setDropsOutside} />
      <div className="flex flex-wrap items-end gap-3">
        <div className="grid min-w-0 flex-1 basis-60 gap-1">
          <Label htmlFor={`${id}-note`}>Why, for people (need not be)</Label>
          <Input
            id={`${id}-note`}
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
        <Button onClick={onLeave}>Leave it as it is</Button>
        <Button variant="primary" disabled={!canMake || edit.isPending} onClick={make}>
          {edit.isPending ? 'Changing…' : `Make version ${sweep.version + 1}`}
        </Button>
      </div>
      {edit.error !== null && (
        <p role="alert" className="whitespace-pre-line text-13 text-bad">
          {errorFacts(edit.error).message}
        </p>
      )}
    </section>
  )
}

type MeanwhileProps = { version: number; onTake: () => void; onAnew: () => void }

/** Somebody else made a version while this one was written: nothing is overwritten without a word. */
function ChangedMeanwhile({ version, onTake, onAnew }: MeanwhileProps) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-2 text-13">
      <p>
        <span aria-hidden="true" className="mr-1.5 text-warn-ink">
          ▲
        </span>
        Version {version} was made meanwhile. Below is what your text would change in it.
      </p>
      <Button size="sm" onClick={onTake}>
        Go on with my text
      </Button>
      <Button size="sm" onClick={onAnew}>
        Start anew from version {version}
      </Button>
    </div>
  )
}
