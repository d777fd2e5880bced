'use client'

import dynamic from 'next/dynamic'
import { ErrorState } from '~/components/layout/error-state'
import { countOf } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import type { ProjectPath } from '~/server/domain/ids'
import { useSettled } from '../../use-settled'
import { choiceKey, STEPS, type Step } from '../address'
import { DownloadButton } from '../download-button'
import { DraftPanes } from '../draft-panes'
import { withParametersOf } from '../form/copy-of-sweep'
import { type FormChange, writeForm } from '../form/write-form'
import { StartBar } from '../start-bar'
import { useDraft } from '../use-draft'
import type { useNewSweep } from '../use-new-sweep'
import { GoalStep } from './goal-step'
import { ProgramStep } from './program-step'
import { ReviewStep } from './review-step'
import { SpaceStep } from './space-step'
import { STEP_WORDS, StepNav } from './step-nav'
import type { StepProps } from './step-props'
import { usePrior } from './use-prior'
import { useProposal } from './use-proposal'

// The filter language comes with it, which the other steps have no use for.
const RunsStep = dynamic(() => import('./runs-step').then((module) => module.RunsStep), {
  loading: () => <Skeleton className="h-96 w-full" />,
})

type WizardProps = { path: ProjectPath; step: Step; page: ReturnType<typeof useNewSweep> }

/** A sweep from runs that are there, step by step. The text at the right is the truth; each step is a view of a part. */
export function Wizard({ path, step, page }: WizardProps) {
  const { state, change, go, showStarted } = page
  const objective = useDraft(state.text ?? '').config?.metric ?? null
  const proposed = useProposal(path, state, objective && { name: objective.name, goal: objective.goal })
  const text = state.text ?? proposed.startText ?? ''
  const { form, config, problems } = useDraft(text)
  const settled = useSettled(text, 400)
  const atRest = useDraft(settled).config
  const isAsked = atRest !== null && (step === 'goal' || step === 'review')
  const prior = usePrior({ path, state, text: settled, isAsked })
  const onText = (next: string) => change({ text: next })
  const goTo = (next: Step) =>
    go(next, { text: text === '' ? null : text, of: state.text === null ? choiceKey(state) : state.of })
  const props: StepProps = {
    path,
    state,
    change,
    fields:
      form === null || text === ''
        ? null
        : { form, problems, onChange: (formChange: FormChange) => onText(writeForm(text, formChange)) },
    text,
    restText: settled,
    onText,
    config: atRest,
    problems,
    proposed,
    prior,
  }
  if (proposed.error !== null && proposed.proposal === undefined)
    return <ErrorState what="The runs could not be read" error={proposed.error} onRetry={proposed.retry} />
  const at = STEPS.indexOf(step)
  const isEmpty = state.text === null && proposed.proposal?.readCount === 0 && state.from === null
  const canGoOn = text !== '' && !isEmpty && (state.text !== null || !proposed.isStale)
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]]
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h1 className="text-20">Create a sweep from runs</h1>
        <Button variant="link" className="text-12" onClick={() => go(null, { text: text === '' ? null : text })}>
          Everything on one page
        </Button>
      </div>
      <StepNav current={step} onGo={goTo} problemCount={text === '' ? 0 : problems.length} />
      <Notices {...props} page={page} />
      <DraftPanes
        key={step}
        leftLabel={STEP_WORDS[step]}
        left={text === '' && step !== 'runs' ? <Skeleton className="h-96" /> : <StepView step={step} {...props} />}
        text={text}
        onText={onText}
        problems={text === '' ? [] : problems}
        metrics={(proposed.proposal?.metrics ?? []).map(({ name }) => name)}
        actions={<DownloadButton text={text} isSound={config !== null} />}
      />
      {after === undefined ? (
        <StartBar
          path={path}
          text={text}
          problems={problems}
          priorRuns={prior.storageIds}
          onStarted={({ sweep }) => showStarted(sweep)}
        >
          {before && <Button onClick={() => goTo(before)}>Back</Button>}
        </StartBar>
      ) : (
        <div className="flex flex-wrap items-center gap-3 border-hairline border-t pt-4">
          {before && <Button onClick={() => goTo(before)}>Back</Button>}
          <Button variant="primary" disabled={!canGoOn} onClick={() => goTo(after)}>
            Next: {STEP_WORDS[after].toLowerCase()}
          </Button>
          <p className="text-12 text-muted" aria-live="polite">
            {step === 'runs' ? foundSentence(props) : ''}
          </p>
        </div>
      )}
    </div>
  )
}

function StepView({ step, ...props }: StepProps & { step: Step }) {
  switch (step) {
    case 'runs':
      return <RunsStep {...props} />
    case 'space':
      return <SpaceStep {...props} />
    case 'goal':
      return <GoalStep {...props} />
    case 'program':
      return <ProgramStep {...props} />
    case 'review':
      return <ReviewStep {...props} />
  }
}

/** What the chosen runs come to, in one line. */
function foundSentence({ proposed }: StepProps): string {
  const { proposal, isStale } = proposed
  if (proposal === undefined || isStale) return 'Reading the runs…'
  if (proposal.readCount === 0) return 'No run is chosen.'
  const count = (test: (kind: string | null) => boolean) =>
    proposal.settings.filter((setting) => test(setting.proposed?.distribution ?? null)).length
  const varying = count((kind) => kind !== null && kind !== 'constant')
  return [
    countOf(proposal.readCount, 'run') + (proposal.readCount < proposal.total ? ` read of ${proposal.total}` : ''),
    `${countOf(varying, 'setting')} ${varying === 1 ? 'varies' : 'vary'}`,
    `${count((kind) => kind === 'constant')} the same in all`,
    `${count((kind) => kind === null)} left out`,
  ].join(' · ')
}

/** What a person has to know before going on: other runs than before, runs that are gone, a draft that did not travel. */
function Notices({ state, change, text, proposed, page }: StepProps & { page: WizardProps['page'] }) {
  const { proposal, isStale } = proposed
  const isOther = state.text !== null && state.of !== '' && state.of !== choiceKey(state)
  const isByHand = state.text !== null && state.of === '' && (page.step === 'runs' || page.step === 'space')
  const missing = proposal?.missing ?? []
  return (
    <>
      {page.isDraftLost && (
        <Notice>
          The config of this link was too long for an address, and is only in the tab where it was written. Here it
          starts anew from the runs.
        </Notice>
      )}
      {page.isDraftLong && !page.isDraftLost && (
        <Notice>
          This config is too long for an address: it stays in this tab, and the link does not show it elsewhere.
        </Notice>
      )}
      {missing.length > 0 && (
        <Notice>
          {countOf(missing.length, 'chosen run')} {missing.length === 1 ? 'is' : 'are'} gone:{' '}
          {missing.slice(0, 5).join(', ')}
          {missing.length > 5 && ', …'}
        </Notice>
      )}
      {(isOther || isByHand) && (
        <Notice>
          {isOther
            ? 'Other runs are chosen than the settings were proposed from.'
            : 'These settings were not proposed from the chosen runs.'}
          <Button
            size="sm"
            className="ml-2"
            disabled={isStale || proposal === undefined}
            onClick={() => proposal && change({ text: withParametersOf(text, proposal.yaml), of: choiceKey(state) })}
          >
            Propose the settings anew
          </Button>
          <Button size="sm" variant="ghost" className="ml-1" onClick={() => change({ of: choiceKey(state) })}>
            Keep them
          </Button>
        </Notice>
      )}
    </>
  )
}

function Notice({ children }: { children: React.ReactNode }) {
  return (
    <div role="status" className="text-13">
      <span aria-hidden="true" className="mr-1.5 text-warn-ink">
        ▲
      </span>
      {children}
    </div>
  )
}
