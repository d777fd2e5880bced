'use client'

import { NameFields, ProgramFields } from '../fields/program-fields'
import { NoForm } from './no-form'
import type { StepProps } from './step-props'

/** What agents start, and what people call the sweep. */
export function ProgramStep({ fields, proposed }: StepProps) {
  if (fields === null) return <NoForm />
  const program = proposed.proposal?.program ?? null
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <p className="text-13 text-muted">
        {program === null
          ? 'The chosen runs do not say what program they were.'
          : `Most of the chosen runs were made by ${program}.`}
      </p>
      <ProgramFields {...fields} />
      <NameFields {...fields} />
    </div>
  )
}
