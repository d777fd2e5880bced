'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ChoiceButtons } from '~/components/compare/choice-buttons'
import { errorFacts, errorProblems } from '~/components/trpc/errors'
import { Button } from '~/components/ui/button'
import { Checkbox } from '~/components/ui/checkbox'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
  DialogTrigger,
} from '~/components/ui/dialog'
import { Input } from '~/components/ui/input'
import { Label } from '~/components/ui/label'
import type { Enqueued } from '~/server/domain/suggestion'
import type { SweepDetail } from '~/server/domain/sweep'
import { useSweepPoints } from '../../use-sweep-points'
import { HandFields } from './hand-fields'
import { asYaml, handFields, handText, problemsByField } from './hand-form'
import { HandTextArea } from './hand-text-area'
import { useEnqueue } from './use-queue'

type EnqueueDialogProps = { sweep: SweepDetail; onDone: (done: Enqueued) => void }

/** Writes a run by hand: starts from the best run's settings, says what is outside, and puts it first. */
export function EnqueueDialog({ sweep, onDone }: EnqueueDialogProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" disabled={sweep.state === 'canceled'}>
          <Plus /> Write a run
        </Button>
      </DialogTrigger>
      <DialogContent className="max-w-xl">
        <DialogTitle>Write a run by hand</DialogTitle>
        <DialogDescription>{effectOf(sweep)}</DialogDescription>
        <EnqueueForm
          sweep={sweep}
          onDone={(done) => {
            setOpen(false)
            onDone(done)
          }}
        />
      </DialogContent>
    </Dialog>
  )
}

function effectOf({ state, endReason, config }: SweepDetail): string {
  const first = 'It is given out before everything that waits'
  const cap = config.run_cap === undefined ? '' : ', on top of the run cap'
  if (state === 'finished')
    return `The sweep is over (${endReason ?? 'finished'}) and is opened again for it. ${first}${cap}.`
  return `${first}${cap}. The search learns from it when it lies in the space.`
}

function EnqueueForm({ sweep, onDone }: EnqueueDialogProps) {
  const fields = handFields(sweep.config)
  const best = useBestSettings(sweep)
  const [way, setWay] = useState<'form' | 'yaml'>('form')
  const [values, setValues] = useState<Record<string, string>>({})
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const [isMeant, setMeant] = useState(false)
  const enqueue = useEnqueue(sweep.id)
  const shown = { ...best, ...values }
  const problems = problemsByField(
    errorProblems(enqueue.error),
    fields.map(({ name }) => name),
  )

  function submit(event: React.FormEvent) {
    event.preventDefault()
    const config = way === 'form' ? handText(shown) : text
    const run = { sweep: sweep.id, config, isOutsideAllowed: isMeant, note }
    enqueue.mutate(run, { onSuccess: onDone })
  }

  return (
    <form onSubmit={submit} className="flex min-w-0 flex-col gap-4">
      <ChoiceButtons
        label="Write it as"
        choices={[
          { value: 'form', word: 'fields' },
          { value: 'yaml', word: 'YAML or JSON' },
        ]}
        value={way}
        onChoose={(next) => {
          if (next === 'yaml' && text === '') setText(handText(shown))
          setWay(next)
        }}
      />
      {way === 'form' ? (
        <HandFields
          fields={fields}
          values={shown}
          problemsOf={problems.ofField}
          onValue={(name, value) => setValues({ ...values, [name]: value })}
        />
      ) : (
        <HandTextArea text={text} onText={setText} />
      )}
      {way === 'form' && Object.keys(best).length > 0 && (
        <p className="text-12 text-muted">The fields start from the settings of the best run.</p>
      )}
      <div className="grid gap-1">
        <Label htmlFor="hand-note">Why, for people (need not be)</Label>
        <Input id="hand-note" value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
      </div>
      <FormProblems
        error={enqueue.error}
        lines={(way === 'form' ? problems.others : errorProblems(enqueue.error)).map(
          ({ path, line, found, allowed }) =>
            `${path}${line === null ? '' : ` (line ${line})`}: found ${found}, allowed: ${allowed}`,
        )}
      />
      {(problems.areMeantPossible || isMeant) && (
        <label htmlFor="hand-meant" className="flex items-center gap-2 text-13">
          <Checkbox id="hand-meant" checked={isMeant} onCheckedChange={(checked) => setMeant(checked === true)} />
          Values outside of the space are meant; the search will not learn from this run
        </label>
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button>Leave</Button>
        </DialogClose>
        <Button type="submit" variant="primary" disabled={enqueue.isPending}>
          {enqueue.isPending ? 'Putting it first…' : 'Put it first in the queue'}
        </Button>
      </DialogFooter>
    </form>
  )
}

/** What belongs to no field; a failure that is no refusal is said as it is. */
function FormProblems({ error, lines }: { error: unknown; lines: readonly string[] }) {
  const isOther = error !== null && errorProblems(error).length === 0
  if (lines.length === 0 && !isOther) return null
  return (
    <ul role="alert" className="flex flex-col gap-1 text-12 text-bad">
      {isOther && <li>{errorFacts(error).message}</li>}
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

/** The best run's settings as fields have them; nothing while there is none. */
function useBestSettings(sweep: SweepDetail): Record<string, string> {
  const data = useSweepPoints(sweep.id, { throwOnError: false })
  const best = data?.points.find(({ runId }) => runId === sweep.best?.runId)
  return Object.fromEntries(Object.entries(best?.params ?? {}).map(([name, value]) => [name, asYaml(value)]))
}
