'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { runFileHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { RunDetail } from '~/server/domain/run'

type Progress = { kind: 'idle' } | { kind: 'sending'; said: string } | { kind: 'failed'; said: string }

/** Files from the reader's machine, one after the other, to the top of the run. */
export function AddFiles({ run }: { run: RunDetail }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' })

  async function send(files: readonly File[]) {
    try {
      for (const [index, file] of files.entries()) {
        setProgress({ kind: 'sending', said: `Sending ${file.name} (${index + 1} of ${files.length})…` })
        await put(run, file)
      }
      setProgress({ kind: 'idle' })
    } catch (error) {
      setProgress({ kind: 'failed', said: error instanceof Error ? error.message : String(error) })
    }
    await queryClient.invalidateQueries({ queryKey: trpc.files.folder.queryKey() })
  }

  return (
    <span className="flex items-center gap-2">
      <input
        ref={input}
        type="file"
        multiple
        aria-label="Files to add"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          void send(files)
        }}
      />
      <Button disabled={progress.kind === 'sending'} onClick={() => input.current?.click()}>
        <Upload /> Add files
      </Button>
      <span role="status" className="text-12 text-muted">
        {progress.kind === 'sending' && progress.said}
        {progress.kind === 'failed' && `Not saved: ${progress.said}`}
      </span>
    </span>
  )
}

async function put(run: RunDetail, file: File): Promise<void> {
  const path = { entity: run.entity, project: run.project, run: run.id }
  const answer = await fetch(runFileHref(path, file.name), { method: 'PUT', body: file })
  if (answer.ok) return
  const told: unknown = await answer.json().catch(() => null)
  throw new Error(sentenceIn(told) ?? `The server answered ${answer.status}.`)
}

function sentenceIn(told: unknown): string | null {
  const error = typeof told === 'object' && told !== null && 'error' in told ? told.error : null
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : null
}
