'use client'

import { KEY_HINTS } from '~/server/domain/config-hints'
import { commandText, commandWords } from '../form/command-words'
import { DraftInput } from './draft-input'
import { Field } from './field'
import type { FieldsProps } from './fields-props'
import { ProblemLines, problemsAt } from './problem-lines'

/** What agents start, and what the sweep is called. */
export function ProgramFields({ form, onChange, problems }: FieldsProps) {
  return (
    <div className="flex flex-col gap-4">
      <Field label="Program" hint={KEY_HINTS.top['program']}>
        {({ id, describedBy }) => (
          <DraftInput
            id={id}
            aria-describedby={describedBy}
            placeholder="train.py"
            value={form.texts.program}
            spellCheck={false}
            onValue={(text) => onChange({ kind: 'text', field: 'program', text })}
            className="font-mono text-12"
          />
        )}
      </Field>
      <Field label="Command" hint={KEY_HINTS.top['command']}>
        {({ id, describedBy }) => (
          <DraftInput
            id={id}
            aria-describedby={describedBy}
            placeholder={DEFAULT_COMMAND}
            value={form.command === null ? '' : commandText(form.command)}
            spellCheck={false}
            autoComplete="off"
            onValue={(text) => onChange({ kind: 'command', words: commandWords(text) })}
            className="font-mono text-12"
          />
        )}
      </Field>
      <ProblemLines problems={[...problemsAt(problems, 'program'), ...problemsAt(problems, 'command')]} />
    </div>
  )
}

/** Name and description: for people. */
export function NameFields({ form, onChange }: FieldsProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Name">
        {({ id }) => (
          <DraftInput
            id={id}
            value={form.texts.name}
            placeholder="its id"
            onValue={(text) => onChange({ kind: 'text', field: 'name', text })}
          />
        )}
      </Field>
      <Field label="Description">
        {({ id }) => (
          <DraftInput
            id={id}
            value={form.texts.description}
            placeholder="what this sweep is to find out"
            onValue={(text) => onChange({ kind: 'text', field: 'description', text })}
          />
        )}
      </Field>
    </div>
  )
}

const DEFAULT_COMMAND = ['env', 'interpreter', 'program', 'args'].map((word) => `\${${word}}`).join(' ')
