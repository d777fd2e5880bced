'use client'

import { useQuery } from '@tanstack/react-query'
import { CodeBlock } from '~/components/layout/code-block'
import { useTRPC } from '~/components/trpc/provider'

const DEFAULT_URLS = ['http://127.0.0.1:3000', 'http://localhost:3000']

/** The lines that start an agent, with this server's real address. */
export function AgentLines({ sweep, hasProgram }: { sweep: string; hasProgram: boolean }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.info.queryOptions())
  const url = data?.baseUrl ?? ''
  // An SDK looks at the default address by itself.
  const environment = url === '' || DEFAULT_URLS.includes(url) ? '' : `SWEEPBOARD_URL=${url} `
  return (
    <div className="flex flex-col gap-3">
      <CodeBlock
        label={
          hasProgram ? 'On any machine, in the folder of the program' : 'On any machine, if the config names a program'
        }
        code={`${environment}npx sweepboard agent ${sweep}`}
      />
      <CodeBlock
        label={`TypeScript${environment === '' ? '' : ` (with ${environment.trim()} in the environment)`}`}
        code={typescriptLines(sweep)}
      />
      <p className="text-12 text-muted">
        On this server's own machine the key is found by itself. Elsewhere run{' '}
        <code className="font-mono">npx sweepboard login</code> once, or set{' '}
        <code className="font-mono">SWEEPBOARD_API_KEY</code>. Start as many agents as there are processors to use.
      </p>
    </div>
  )
}

function typescriptLines(sweep: string): string {
  return `import { agent } from 'sweepboard'

await agent('${sweep}', async (run) => {
  const result = await train(run.config)
  run.log(result)
})`
}
