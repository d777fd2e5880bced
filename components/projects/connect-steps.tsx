'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { CodeBlock } from '~/components/layout/code-block'
import { ErrorLine } from '~/components/layout/error-line'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'

/** The lines that make a first run appear, with this server's own address and, on a click, a key. */
export function ConnectSteps({ project }: { project: string }) {
  const trpc = useTRPC()
  const { data: info } = useQuery(trpc.info.queryOptions())
  const create = useMutation(trpc.accounts.createKey.mutationOptions())
  const url = info?.baseUrl ?? ''
  const key = create.data?.key ?? 'KEY'
  return (
    <div className="flex flex-col gap-3 text-ink">
      <CodeBlock label="Shell: say where and who" code={loginLines(url, key)} />
      {create.isError ? (
        <ErrorLine error={create.error} onRetry={() => create.mutate({ name: `made for ${project}` })} />
      ) : (
        <Button
          className="self-start"
          disabled={create.isPending || create.isSuccess}
          onClick={() => create.mutate({ name: `made for ${project}` })}
        >
          {create.isSuccess ? 'The key is in the lines above; it is shown only now' : 'Put a new key into these lines'}
        </Button>
      )}
      <CodeBlock label="TypeScript: track a run" code={scriptLines(project)} />
      <CodeBlock label="CLI: search for the best settings" code={sweepLines(project)} />
    </div>
  )
}

function loginLines(url: string, key: string): string {
  return `export SWEEPBOARD_URL=${url}\nexport SWEEPBOARD_API_KEY=${key}`
}

function scriptLines(project: string): string {
  return [
    `import { init } from 'sweepboard'`,
    '',
    `const run = await init({ project: '${project.replaceAll("'", "\\'")}', config: { learning_rate: 0.01 } })`,
    'run.log({ loss: 0.42 })',
    'await run.finish()',
  ].join('\n')
}

function sweepLines(project: string): string {
  return `npx sweepboard sweep config.yaml --project ${/\s/.test(project) ? `"${project}"` : project}\nnpx sweepboard agent SWEEP`
}
