'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { countOf } from '~/components/lib/format'
import { sweepHref } from '~/components/lib/paths'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { ProjectPath } from '~/server/domain/ids'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import { useSettled } from '../use-settled'
import { ConfigPreview } from './config-preview'
import { FormFields } from './form-fields'
import { readForm, writeForm } from './sweep-form'
import { TEMPLATE } from './template'
import { YamlEditor } from './yaml-editor'

/** A new sweep: fields at the left, the same as text at the right; either changes the other. */
export function NewSweep({ path }: { path: ProjectPath }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [text, setText] = useState(TEMPLATE)
  const parsed = useMemo(() => parseSweepConfig(text), [text])
  const form = useMemo(() => readForm(text), [text])
  const settled = useSettled(text, 400)
  const problems = parsed.kind === 'refused' ? parsed.problems : []
  const create = useMutation(
    trpc.sweeps.create.mutationOptions({
      onSuccess: async ({ sweep, entity, project }) => {
        await queryClient.invalidateQueries(trpc.sweeps.list.queryFilter())
        router.push(sweepHref({ entity, project }, sweep))
      },
    }),
  )
  return (
    <form
      className="flex min-w-0 flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (problems.length === 0) create.mutate({ ...path, config: text })
      }}
    >
      <h1 className="text-20">New sweep</h1>
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <div className="min-w-0">
          {form === null ? (
            <p className="text-13 text-muted">The fields come back when the text can be read as YAML again.</p>
          ) : (
            <FormFields form={form} onChange={(change) => setText((now) => writeForm(now, change))} />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <YamlEditor text={text} onText={setText} problems={problems} />
          <ConfigPreview path={path} text={settled} isSound={problems.length === 0} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-3 border-hairline border-t pt-4">
        <Button type="submit" variant="primary" disabled={problems.length > 0 || create.isPending}>
          {create.isPending ? 'Starting…' : 'Start the sweep'}
        </Button>
        <p className="text-12 text-muted" aria-live="polite">
          {problems.length > 0
            ? `${countOf(problems.length, 'problem')} to mend first`
            : 'Makes the sweep; training begins when the first agent comes.'}
        </p>
        {create.error && (
          <p role="alert" className="w-full whitespace-pre-line text-13 text-bad">
            {errorFacts(create.error).message}
          </p>
        )}
      </div>
    </form>
  )
}
