'use client'

import { countOf, formatCount } from '~/components/lib/format'
import { MethodWord } from '~/components/sweeps/method-word'
import { flattenParameters, type SweepConfig } from '~/server/domain/sweep-config'
import { SampleSection } from '../sample/sample-section'
import type { StepProps } from './step-props'

/** The sweep in a few lines, and what it would try first. */
export function ReviewStep({ path, restText, config, problems, prior, proposed }: StepProps) {
  return (
    <div className="flex min-w-0 flex-col gap-6">
      {config === null ? (
        <p className="text-13">
          <span aria-hidden="true" className="mr-1.5 text-bad">
            ✕
          </span>
          {countOf(problems.length, 'problem')} to mend first, listed below the text.
        </p>
      ) : (
        <Summary config={config} priorCount={prior.storageIds.length} />
      )}
      <SampleSection
        path={path}
        text={restText}
        config={config}
        priorRuns={prior.storageIds}
        medianSeconds={proposed.proposal?.medianSeconds ?? null}
      />
    </div>
  )
}

function Summary({ config, priorCount }: { config: SweepConfig; priorCount: number }) {
  const leaves = flattenParameters(config.parameters)
  const constants = leaves.filter(({ distribution }) => distribution.distribution === 'constant').length
  const { metric, run_cap: runCap, early_terminate: early, program } = config
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-13">
      <Line term="Method">
        <MethodWord method={config.method} />
        {metric && `, ${metric.goal} ${metric.name}`}
      </Line>
      <Line term="Settings">
        {formatCount(leaves.length - constants)} vary, {formatCount(constants)} stay the same
      </Line>
      <Line term="Learns from">{priorCount === 0 ? 'nothing yet' : countOf(priorCount, 'earlier run')}</Line>
      <Line term="Ends">
        {runCap === undefined
          ? config.method === 'grid'
            ? 'with the grid'
            : 'when you stop it'
          : `after ${countOf(runCap, 'run')}`}
        {metric?.target !== undefined && `, or as soon as ${metric.name} reaches ${metric.target}`}
        {early && '; weak runs end early'}
      </Line>
      <Line term="Program">{program ?? 'none: agents are functions in code'}</Line>
    </dl>
  )
}

function Line({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
