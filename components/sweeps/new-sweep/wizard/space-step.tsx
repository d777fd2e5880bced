'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { countOf } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import type { ObservedSetting } from '~/server/domain/space-proposal/propose-space'
import { type Distribution, flattenParameters } from '~/server/domain/sweep-config'
import type { FieldsProps } from '../fields/fields-props'
import { parameterPath } from '../fields/parameter-list'
import { ParameterRow } from '../fields/parameter-row'
import { ProblemLines, problemsAt } from '../fields/problem-lines'
import { withParametersOf } from '../form/copy-of-sweep'
import { freshName } from '../form/fresh-name'
import type { FormParameter } from '../form/read-form'
import { NoForm } from './no-form'
import { ObservedLine } from './observed-line'
import type { StepProps } from './step-props'

/** What varies and how: each setting with what was seen of it in the chosen runs. */
export function SpaceStep({ fields, config, proposed, text, onText }: StepProps) {
  if (fields === null) return <NoForm />
  const settings = proposed.proposal?.settings ?? []
  const objective = proposed.proposal?.objective ?? null
  const observed = new Map(settings.map((setting) => [JSON.stringify(setting.path), setting]))
  const known = new Set(fields.form.parameters.map(({ path }) => JSON.stringify(path)))
  const isConstant = ({ distribution }: FormParameter) => distribution === 'constant'
  const [varying, constants] = [
    fields.form.parameters.filter((parameter) => !isConstant(parameter)),
    fields.form.parameters.filter(isConstant),
  ]
  const spaces = new Map(
    flattenParameters(config?.parameters ?? {}).map(({ path, distribution }) => [JSON.stringify(path), distribution]),
  )
  const isChanged = settings.some(
    ({ path, proposed: space }) =>
      space !== null && JSON.stringify(spaces.get(JSON.stringify(path))) !== JSON.stringify(space),
  )
  const rowsOf = (parameters: readonly FormParameter[]) => (
    <ul>
      {parameters.map((parameter) => {
        const key = JSON.stringify(parameter.path)
        const setting = observed.get(key)
        return (
          <ParameterRow
            // A name that is typed must not lose its field, so its place among all is its key.
            key={fields.form.parameters.indexOf(parameter)}
            parameter={parameter}
            problems={problemsAt(fields.problems, parameterPath(parameter.path))}
            onChange={fields.onChange}
          >
            {setting && (
              <ObservedLine
                setting={setting}
                current={spaces.get(key) ?? null}
                onTake={(distribution) => fields.onChange({ kind: 'parameter', path: parameter.path, distribution })}
              />
            )}
          </ParameterRow>
        )
      })}
    </ul>
  )
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <ProblemLines problems={fields.problems.filter(({ path }) => path === 'parameters')} />
      {isChanged && (
        <p className="text-12 text-muted">
          Changed from what {countOf(proposed.proposal?.readCount ?? 0, 'run')} proposed.
          <Button
            variant="link"
            className="ml-1.5 text-12"
            onClick={() => onText(withParametersOf(text, proposed.proposal?.yaml ?? ''))}
          >
            Take all settings as proposed
          </Button>
        </p>
      )}
      <section aria-labelledby="varying">
        <h2 id="varying" className="text-15">
          {countOf(varying.length, 'setting')} {varying.length === 1 ? 'varies' : 'vary'}
        </h2>
        {varying.length === 0 && (
          <p className="py-2 text-13 text-muted">
            Nothing varies yet: the chosen runs agree in every setting. Let one of the constants below vary.
          </p>
        )}
        {varying.length > 0 && settings.length > 0 && (
          <p className="text-12 text-muted">
            Bars: how many of the chosen runs had each value
            {objective && (
              <>
                ; <span className="text-accent">blue</span>: the best tenth by {objective.name}
              </>
            )}
            .
          </p>
        )}
        {rowsOf(varying)}
        <AddSetting {...fields} />
      </section>
      {constants.length > 0 && (
        <section aria-labelledby="constants">
          <h2 id="constants" className="text-15">
            {countOf(constants.length, 'setting')} the same for every run
          </h2>
          <Folded count={constants.length}>{() => rowsOf(constants)}</Folded>
        </section>
      )}
      <LeftOut settings={settings.filter(({ path }) => !known.has(JSON.stringify(path)))} onChange={fields.onChange} />
    </div>
  )
}

const SHOWN_AT_ONCE = 12

/** Many rows come when they are asked for: they are the same in all runs, and seldom looked at. */
function Folded({ count, children }: { count: number; children: () => React.ReactNode }) {
  const [isOpen, setOpen] = useState(count <= SHOWN_AT_ONCE)
  if (isOpen) return children()
  return (
    <Button size="sm" className="mt-2" onClick={() => setOpen(true)}>
      Show them
    </Button>
  )
}

function AddSetting({ form, onChange }: FieldsProps) {
  return (
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
  )
}

type LeftOutProps = { settings: readonly ObservedSetting[]; onChange: FieldsProps['onChange'] }

/** Settings of the runs that the sweep does not set. */
function LeftOut({ settings, onChange }: LeftOutProps) {
  if (settings.length === 0) return null
  return (
    <section aria-labelledby="left-out">
      <h2 id="left-out" className="text-15">
        {countOf(settings.length, 'setting')} left out
      </h2>
      <p className="text-12 text-muted">The program uses its own defaults for them.</p>
      <ul>
        {settings.map((setting) => {
          const distribution = setting.proposed ?? listOf(setting)
          return (
            <li
              key={JSON.stringify(setting.path)}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-hairline border-b py-2 last:border-b-0"
            >
              <span className="min-w-0 break-all font-mono text-12">{setting.name}</span>
              <span className="min-w-0 flex-1 text-12 text-muted">{setting.reason ?? ''}</span>
              {distribution !== null && (
                <Button
                  size="sm"
                  aria-label={`Add ${setting.name}`}
                  onClick={() => onChange({ kind: 'add-parameter', path: setting.path, distribution })}
                >
                  <Plus /> Add
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What was seen as a list, where all of it is known. */
function listOf({ histogram, path }: ObservedSetting): Distribution | null {
  const isNamed = path.every((key) => /^[A-Za-z_][\w.-]*$/.test(key))
  if (!isNamed || histogram.kind !== 'values' || histogram.otherCount > 0) return null
  return { distribution: 'categorical', values: histogram.values }
}
