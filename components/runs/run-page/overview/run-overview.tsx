import { useZone } from '~/components/lib/use-zone'
import type { RunDetail } from '~/server/domain/run'
import { readMetadata } from '~/server/domain/run-metadata'
import type { RunEdit } from '../header/use-run-edit'
import { KeyValues } from '../key-values'
import { Part } from '../part'
import { Attempts } from './attempts'
import { machineFacts, placeFacts, timeFacts } from './facts'
import { Notes } from './notes'
import { Results } from './results'
import { RunAgain } from './run-again'
import { WhyTheseSettings } from './why-these-settings'

/** What came of the run and what people say of it; where and when it ran, why it was made, how to run it again. */
export function RunOverview({ run, edit }: { run: RunDetail; edit: RunEdit }) {
  const metadata = readMetadata(run.metadata)
  const zone = useZone()
  const machine = machineFacts(metadata)
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-8">
        <Notes run={run} edit={edit} />
        <Results run={run} />
        <WhyTheseSettings run={run} />
        <Attempts run={run} />
      </div>
      <div className="flex min-w-0 flex-col gap-8">
        <RunAgain run={run} metadata={metadata} />
        <Part title="Where">
          <KeyValues entries={placeFacts(run, metadata)} empty="" />
        </Part>
        <Part title="When and how much">
          <KeyValues entries={timeFacts(run, zone)} empty="" />
        </Part>
        {machine.length > 0 && (
          <Part title="Machine">
            <KeyValues entries={machine} empty="" />
          </Part>
        )}
      </div>
    </div>
  )
}
