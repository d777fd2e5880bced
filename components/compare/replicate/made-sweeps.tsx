'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { CodeBlock } from '~/components/layout/code-block'
import { countOf } from '~/components/lib/format'
import { sweepHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { DialogFooter } from '~/components/ui/dialog'
import type { ProjectPath } from '~/server/domain/ids'
import type { MadeSweep } from './use-make-sweeps'

/** What was made, and the line that works it off. */
export function MadeSweeps({ made, path, onDone }: { made: MadeSweep[]; path: ProjectPath; onDone: () => void }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.info.queryOptions())
  const server = data === undefined ? '' : `SWEEPBOARD_URL=${data.baseUrl} `
  const ids = made.map(({ id }) => id).join(' ')
  return (
    <div className="flex flex-col gap-4 text-13">
      <p>
        {countOf(made.length, 'sweep')} {made.length === 1 ? 'waits' : 'wait'} for agents and{' '}
        {made.length === 1 ? 'is' : 'are'} part of this comparison now.
      </p>
      <ul className="flex max-h-48 flex-col gap-0.5 overflow-y-auto">
        {made.map(({ id, name }) => (
          <li key={id}>
            <Link href={sweepHref(path, id)} className="link">
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <CodeBlock
        label="On any machine, in the folder of the program: one sweep after the other"
        code={`for sweep in ${ids}; do ${server}npx sweepboard agent $sweep; done`}
      />
      <DialogFooter>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </DialogFooter>
    </div>
  )
}
