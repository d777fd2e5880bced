import Link from 'next/link'
import { CodeBlock } from '~/components/layout/code-block'
import { Instant } from '~/components/layout/instant'
import { newSweepHref } from '~/components/lib/new-sweep-href'
import { Button } from '~/components/ui/button'
import type { SweepDetail } from '~/server/domain/sweep'

/** The config as it was given, and what else it takes to repeat the sweep. */
export function ConfigTab({ sweep }: { sweep: SweepDetail }) {
  const facts: [name: string, value: React.ReactNode][] = [
    ['Sweep id', sweep.id],
    ['Seed', String(sweep.seed)],
    ['Created', <Instant key="created" time={sweep.createdAt} />],
    ['Ended', sweep.endedAt === null ? 'not yet' : <Instant key="ended" time={sweep.endedAt} />],
  ]
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <CodeBlock label="Config, as it was given" code={sweep.yaml} />
      <div className="flex flex-col gap-4">
        <div className="flex flex-col items-start gap-1">
          <Button asChild>
            <Link href={newSweepHref(sweep, { from: sweep.id, step: 'review', withoutPrior: true })}>Duplicate</Link>
          </Button>
          <p className="text-12 text-muted">Opens a new sweep of this config; this one stays as it is.</p>
        </div>
        {sweep.description !== null && <p className="text-13">{sweep.description}</p>}
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-13">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  )
}
