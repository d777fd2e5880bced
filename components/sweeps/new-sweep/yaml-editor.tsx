'use client'

import { useId, useRef } from 'react'
import { cn } from '~/components/lib/cn'
import type { Problem } from '~/server/domain/errors'

type YamlEditorProps = { text: string; onText: (text: string) => void; problems: readonly Problem[] }

const LINE_HEIGHT = 20
const LINES_MIN = 18

/** The config as text, with line numbers and a mark at each line that has a problem. */
export function YamlEditor({ text, onText, problems }: YamlEditorProps) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const lineCount = text.split('\n').length
  const height = Math.max(LINES_MIN, lineCount + 1) * LINE_HEIGHT + 16
  const marked = new Set(problems.map((problem) => problem.line))

  function goTo(line: number) {
    const start =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0)
    area.current?.focus()
    area.current?.setSelectionRange(start, text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start))
  }

  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="text-12 text-muted">
        Config (YAML)
      </label>
      <div className="flex overflow-hidden rounded-md border border-hairline bg-raised font-mono text-12 focus-within:border-accent">
        <ol
          aria-hidden="true"
          className="select-none border-hairline border-r py-2 text-right"
          style={{ lineHeight: `${LINE_HEIGHT}px` }}
        >
          {Array.from({ length: lineCount }, (_, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a line number is its place
              key={index}
              className={cn('pr-2 pl-2 text-muted tabular-nums', marked.has(index + 1) && 'bg-bad/15 text-bad')}
            >
              {marked.has(index + 1) ? `✕ ${index + 1}` : index + 1}
            </li>
          ))}
        </ol>
        <textarea
          ref={area}
          id={id}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          aria-invalid={problems.length > 0}
          aria-describedby={`${id}-problems`}
          className="min-w-0 flex-1 resize-none overflow-x-auto bg-transparent px-3 py-2 outline-none"
          style={{ lineHeight: `${LINE_HEIGHT}px`, height }}
        />
      </div>
      <ul id={`${id}-problems`} aria-live="polite" className="flex flex-col gap-1">
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.line} ${problem.found} ${problem.allowed}`} className="text-12">
            <span aria-hidden="true" className="mr-1.5 text-bad">
              ✕
            </span>
            {problem.line !== null && (
              <button type="button" className="link mr-1.5" onClick={() => goTo(problem.line ?? 1)}>
                line {problem.line}
              </button>
            )}
            <span className="font-mono">{problem.path || 'config'}</span>: found {problem.found}, allowed:{' '}
            {problem.allowed}
          </li>
        ))}
      </ul>
    </div>
  )
}
