'use client'

import { Plus } from 'lucide-react'
import { Button } from '~/components/ui/button'
import { KEY_HINTS } from '~/server/domain/config-hints'
import { freshName } from '../form/fresh-name'
import type { FieldsProps } from './fields-props'
import { ParameterRow } from './parameter-row'
import { ProblemLines, problemsAt } from './problem-lines'

/** Every setting of the sweep, nested ones by their path. */
export function ParameterList({ form, onChange, problems }: FieldsProps) {
  return (
    <section aria-labelledby="parameters">
      <h2 id="parameters" className="font-normal text-12 text-muted">
        Settings
      </h2>
      <ProblemLines problems={problems.filter(({ path }) => path === 'parameters')} />
      {form.parameters.length === 0 && <p className="py-2 text-13 text-muted">{KEY_HINTS.top['parameters']}</p>}
      <ul>
        {form.parameters.map((parameter, index) => (
          <ParameterRow
            // Names change while they are typed; the place is what stays.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            parameter={parameter}
            problems={problemsAt(problems, parameterPath(parameter.path))}
            onChange={onChange}
          />
        ))}
      </ul>
      <Button
        size="sm"
        className="mt-2"
        onClick={() =>
          onChange({
            kind: 'add-parameter',
            path: [freshName(form.parameters)],
            distribution: { distribution: 'categorical', values: [1, 2, 3] },
          })
        }
      >
        <Plus /> Add a setting
      </Button>
    </section>
  )
}

/** As the checks name the place of a parameter. */
export function parameterPath(path: readonly string[]): string {
  return `parameters.${path.join('.parameters.')}`
}
