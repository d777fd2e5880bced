'use client'

import { useId, useRef, useState } from 'react'
import { cn } from '~/components/lib/cn'
import { FLOATING } from '~/components/ui/floating'
import { Input } from '~/components/ui/input'
import { FILTER_CHARS_MAX } from '~/server/domain/filter/tree'
import type { ProjectPath } from '~/server/domain/ids'
import type { RunColumn } from '../table/columns'
import { filterProblem } from '../table/table-question'
import { useOfferedColumns } from '../table/use-columns'
import { type Completion, completed, completionAt, type Option, optionsFor } from './completion'
import { FilterBuilder } from './filter-builder'
import { useColumnValues } from './use-column-values'

type FilterFieldProps = {
  path: ProjectPath
  value: string
  onChange: (filter: string) => void
  className?: string
}

/**
 * The filter as text, with what may come next, and the same as conditions to click together. It takes effect as soon as it
 * can be read; until then it says where it cannot, and the last good one holds.
 */
export function FilterField({ path, value, onChange, className }: FilterFieldProps) {
  const offered = useOfferedColumns(path)
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? value

  return (
    <div className={cn('relative min-w-0', className)}>
      <FilterBuilder
        path={path}
        filter={value}
        offered={offered}
        onChange={(next) => {
          setDraft(null)
          onChange(next)
        }}
      />
      <FilterInput
        path={path}
        text={text}
        offered={offered}
        onWrite={(next) => {
          setDraft(next)
          if (filterProblem(next) === null) onChange(next.trim())
        }}
        onLeave={() => filterProblem(text) === null && setDraft(null)}
      />
    </div>
  )
}

type FilterInputProps = {
  path: ProjectPath
  text: string
  offered: RunColumn[]
  onWrite: (text: string) => void
  onLeave: () => void
}

function FilterInput({ path, text, offered, onWrite, onLeave }: FilterInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  const [cursor, setCursor] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const completion = isOpen ? completionAt(text, cursor) : null
  const values = useColumnValues(path, completion?.expects === 'value' ? completion.column : null)
  const options = completion === null ? [] : allOptions(completion, offered, values)
  const chosen = options[Math.min(active, options.length - 1)]
  const problem = filterProblem(text)
  // What is still being written has no end yet, which is no mistake.
  const shownProblem = problem !== null && isOpen && problem.found === 'the end' ? null : problem

  function take(option: Option) {
    if (completion === null) return
    const next = completed(text, completion, option)
    onWrite(next.text)
    setCursor(next.cursor)
    setActive(0)
    // Once the new text is in the field.
    requestAnimationFrame(() => input.current?.setSelectionRange(next.cursor, next.cursor))
  }

  function onKeyDown(event: React.KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Escape') setOpen(false)
    if (chosen === undefined) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setActive((Math.min(active, options.length - 1) + step + options.length) % options.length)
    else if (event.key === 'Tab' && !event.shiftKey && completion?.typed !== '') take(chosen)
    else if (event.key === 'Enter') take(chosen)
    else return
    event.preventDefault()
  }

  return (
    <>
      <Input
        ref={input}
        role="combobox"
        aria-label="Filter"
        aria-expanded={options.length > 0}
        aria-controls={listId}
        aria-activedescendant={chosen === undefined ? undefined : `${listId}-${options.indexOf(chosen)}`}
        aria-autocomplete="list"
        aria-invalid={shownProblem !== null}
        aria-describedby={shownProblem ? `${listId}-problem` : undefined}
        placeholder="config.lr < 0.01 and state = finished"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        maxLength={FILTER_CHARS_MAX}
        value={text}
        onChange={(event) => {
          onWrite(event.target.value)
          setCursor(event.target.selectionStart ?? event.target.value.length)
          setOpen(true)
          setActive(0)
        }}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          setOpen(false)
          onLeave()
        }}
        onKeyDown={onKeyDown}
        className="pl-9 font-mono text-12"
      />
      {(options.length > 0 || shownProblem) && (
        <div className={cn(FLOATING, 'absolute top-9 left-0 z-40 w-full min-w-72 max-w-[min(34rem,92vw)]')}>
          <OptionList id={listId} options={options} chosen={chosen} onTake={take} />
          {shownProblem && (
            <p id={`${listId}-problem`} role="alert" className="max-h-40 overflow-y-auto px-3 py-2 text-12">
              <span className="text-bad">at {shownProblem.at + 1}: </span>
              found {shownProblem.found}, <span className="text-muted">allowed: {shownProblem.allowed}</span>
            </p>
          )}
        </div>
      )}
    </>
  )
}

type OptionListProps = {
  id: string
  options: Option[]
  chosen: Option | undefined
  onTake: (option: Option) => void
}

function OptionList({ id, options, chosen, onTake }: OptionListProps) {
  if (options.length === 0) return null
  return (
    <ul
      id={id}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the field above has the focus and names the active option
      role="listbox"
      aria-label="What may come next"
      className="max-h-72 overflow-y-auto p-1"
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field above has the keyboard
        <li
          key={option.text}
          id={`${id}-${index}`}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see the list
          role="option"
          aria-selected={option === chosen}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(option)}
          className={cn(
            'flex cursor-default gap-3 rounded-sm px-2 py-1 font-mono text-12',
            option === chosen && 'bg-hover',
          )}
        >
          <span className="truncate">{option.text}</span>
          <span className="ml-auto shrink-0 font-sans text-11 text-muted">{option.hint}</span>
        </li>
      ))}
    </ul>
  )
}

const OPTIONS_MAX = 12

function allOptions(completion: Completion, offered: RunColumn[], values: Option[]): Option[] {
  if (completion.expects !== 'value') return optionsFor(completion, offered)
  const wanted = completion.typed.replaceAll('"', '').toLowerCase()
  return values.filter(({ text }) => text.toLowerCase().includes(wanted)).slice(0, OPTIONS_MAX)
}
