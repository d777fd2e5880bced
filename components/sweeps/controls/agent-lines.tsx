'use client'

import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { ChoiceButtons } from '~/components/compare/choice-buttons'
import { CodeBlock } from '~/components/layout/code-block'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import { KIND_NAME, LINE_KINDS, type LineFacts, linesOf } from './lines/line-texts'
import { reachOf } from './lines/reach'
import { useAgentKey } from './lines/use-agent-key'
import { useOrigin } from './lines/use-origin'
import { lineKindParser, servesParser } from './search-params'

/** The lines that start an agent, each way there is, with this server's real address and a key made on the spot. */
export function AgentLines({ sweep }: { sweep: string }) {
  const trpc = useTRPC()
  const { data: detail } = useQuery(trpc.sweeps.byId.queryOptions({ sweep }))
  if (detail === undefined) return <Skeleton className="h-56" />
  const program = detail.config.program ?? detail.config.command?.find((part) => /\.\w+$/.test(String(part))) ?? null
  return (
    <Lines
      sweep={sweep}
      name={detail.name}
      entity={detail.entity}
      project={detail.project}
      program={program === null ? null : String(program)}
    />
  )
}

type LinesProps = Pick<LineFacts, 'entity' | 'project' | 'program'> & { sweep: string; name: string }

function Lines({ sweep, name, entity, project, program }: LinesProps) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.info.queryOptions())
  const [{ lines, serves }, setView] = useQueryStates({ lines: lineKindParser, serves: servesParser })
  const kind = lines ?? (program?.endsWith('.py') ? 'python' : 'cli')
  const reach = reachOf(data?.baseUrl ?? '', useOrigin())
  const [chosen, setChosen] = useState<string | null>(null)
  const url = chosen ?? reach.addresses[0] ?? ''
  const isProject = serves === 'project'
  const agentKey = useAgentKey(isProject ? `project ${project}` : name)
  const facts = { url, key: agentKey.key, entity, project, program, sweep: isProject ? null : sweep }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <ChoiceButtons
          label="Start with"
          choices={LINE_KINDS.map((each) => ({ value: each, word: KIND_NAME[each] }))}
          value={kind}
          onChoose={(next) => void setView({ lines: next })}
        />
        <ChoiceButtons<'sweep' | 'project'>
          label="Work for"
          choices={[
            { value: 'sweep', word: 'this sweep' },
            { value: 'project', word: 'all of the project' },
          ]}
          value={serves}
          onChoose={(next) => void setView({ serves: next })}
        />
      </div>
      {reach.addresses.length > 1 && (
        <ChoiceButtons
          label="Server"
          choices={reach.addresses.map((address) => ({ value: address, word: address }))}
          value={url}
          onChoose={setChosen}
        />
      )}
      {reach.warning !== null && (
        <p className="text-12">
          <span aria-hidden="true" className="mr-1.5 text-warn-ink">
            ▲
          </span>
          {reach.warning}
        </p>
      )}
      <KeyLine agentKey={agentKey} />
      {linesOf(kind, facts).map(({ label, code, note }) => (
        <div key={label} className="min-w-0">
          <CodeBlock label={label} code={code} />
          {note !== null && <p className="pt-1.5 text-12 text-muted">{note}</p>}
        </div>
      ))}
      {isProject && (
        <p className="text-12 text-muted">
          Each takes its next run from the open sweep with the highest priority that has work, then from the oldest, and
          waits while there is none.
        </p>
      )}
    </div>
  )
}

function KeyLine({ agentKey }: { agentKey: ReturnType<typeof useAgentKey> }) {
  if (agentKey.key !== null) {
    return (
      <p role="status" className="text-12 text-muted">
        <span aria-hidden="true" className="mr-1.5 text-good">
          ✓
        </span>
        The key “{agentKey.name}” is in the lines below. It is shown only now, and can be revoked in{' '}
        <Link href="/settings" className="link">
          Settings
        </Link>
        .
      </p>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button size="sm" onClick={agentKey.make} disabled={agentKey.isMaking}>
        <KeyRound /> {agentKey.isMaking ? 'Making a key…' : 'Make a key and put it in'}
      </Button>
      <span className="text-12 text-muted">
        On this server’s own machine agents find the owner’s key by themselves.
      </span>
      {agentKey.error && (
        <p role="alert" className="text-12 text-bad">
          {errorFacts(agentKey.error).message}
        </p>
      )}
    </div>
  )
}
