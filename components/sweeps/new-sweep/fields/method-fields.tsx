'use client'

import { MethodWord } from '~/components/sweeps/method-word'
import { METHOD_HINTS } from '~/server/domain/config-hints'
import { METHODS } from '~/server/domain/sweep-config'
import { continuousNames } from '../form/grid-refusal'
import { ChoiceGroup } from './choice-group'
import type { FieldsProps } from './fields-props'

/** How settings are picked. A grid is refused where a setting has no end of values, and the reason is said. */
export function MethodFields({ form, onChange }: FieldsProps) {
  const endless = continuousNames(form.parameters)
  const isGridRefused = endless.length > 0 && form.method !== 'grid'
  return (
    <ChoiceGroup
      label="Method"
      value={form.method}
      onChange={(method) => onChange({ kind: 'method', method })}
      choices={METHODS.map((method) => ({
        value: method,
        label: <MethodWord method={method} />,
        isRefused: method === 'grid' && isGridRefused,
      }))}
      hint={
        <>
          {form.method === null ? 'Choose how settings are picked.' : METHOD_HINTS[form.method]}
          {isGridRefused && (
            <span className="block">
              Not grid: {namesList(endless)} {endless.length === 1 ? 'has' : 'have'} no end of values. A grid takes
              lists, whole numbers and steps (q_uniform).
            </span>
          )}
        </>
      }
    />
  )
}

const NAMES_MAX = 3

function namesList(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_MAX)
  const rest = names.length - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
