'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Skeleton } from '~/components/ui/skeleton'
import type { Problem } from '~/server/domain/errors'
import { LEAVE_HINT } from './leave-hint'

const CodeMirror = dynamic(() => import('./code-mirror'), {
  ssr: false,
  loading: () => <Skeleton className="h-80 w-full" />,
})

type ConfigEditorProps = {
  label: string
  text: string
  onText: (text: string) => void
  problems: readonly Problem[]
  metrics: readonly string[]
}

/** A sweep config as text: completed while it is typed, explained at the cursor, its problems at their lines. */
export function ConfigEditor({ label, text, onText, problems, metrics }: ConfigEditorProps) {
  const [hint, setHint] = useState<{ word: string; says: string } | null>(null)
  const [goTo, setGoTo] = useState<{ line: number } | null>(null)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="min-h-80 rounded-md border border-hairline bg-raised">
        <CodeMirror
          label={label}
          text={text}
          onText={onText}
          problems={problems}
          metrics={metrics}
          onHint={setHint}
          goTo={goTo}
        />
      </div>
      <p className="min-h-8 text-12 text-muted">
        {hint === null ? (
          `${LEAVE_HINT}. Ctrl-Space lists what may stand at the cursor.`
        ) : (
          <>
            <code className="mr-1.5 font-mono text-ink">{hint.word}</code>
            {hint.says}
          </>
        )}
      </p>
      <ul aria-live="polite" aria-label="Problems" className="flex flex-col gap-1">
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.line} ${problem.found} ${problem.allowed}`} className="text-12">
            <span aria-hidden="true" className="mr-1.5 text-bad">
              ✕
            </span>
            {problem.line !== null && (
              <button type="button" className="link mr-1.5" onClick={() => setGoTo({ line: problem.line ?? 1 })}>
                line {problem.line}
              </button>
            )}
            <span className="break-all font-mono">{problem.path || 'config'}</span>: found {problem.found}, allowed:{' '}
            {problem.allowed}
          </li>
        ))}
      </ul>
    </div>
  )
}
