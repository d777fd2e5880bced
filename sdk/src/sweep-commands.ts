/**
 * `sweepboard sweep pause|resume|stop|cancel|edit|set|enqueue|retry|…`: everything that the page of a sweep can do to
 * it, for scripts. Each command asks the server once or twice and prints what it did; `--json` prints the answer itself.
 */
import { Command, InvalidArgumentError, Option } from 'commander'
import { DomainError, invalid } from '~/server/domain/errors'
import type { SweepAction } from '~/server/domain/sweep'
import { ask, createClient } from './client'
import { readText } from './files'
import { findSettings } from './settings'
import * as words from './sweep-words'

type Api = ReturnType<typeof createClient>

/** The client and a way to ask it whose failures are said in words. */
function connect() {
  const settings = findSettings()
  return { api: createClient(settings), say: <T>(question: Promise<T>) => ask(settings.url, question) }
}

type Asked<T> = (api: Api, say: <R>(question: Promise<R>) => Promise<R>) => Promise<T>

/** Asks, and prints the answer: as JSON for programs, as `text` says it for people. */
async function answer<T>(isJson: boolean | undefined, ask: Asked<T>, text: (given: T) => string): Promise<void> {
  const { api, say } = connect()
  const given = await ask(api, say)
  console.log(isJson ? JSON.stringify(given, null, 2) : text(given))
}

type Json = { json?: boolean }

/** `owner/project/ID` is what pages and logs show; the id is its last part. */
function sweepOf(text: string): string {
  return text.split('/').at(-1) ?? text
}

export function addSweepCommands(sweep: Command): void {
  for (const action of ['pause', 'resume', 'stop', 'cancel'] as const) sweep.addCommand(actionCommand(action))
  sweep.addCommand(configCommand())
  sweep.addCommand(editCommand())
  sweep.addCommand(versionsCommand())
  sweep.addCommand(setCommand())
  sweep.addCommand(queueCommand())
  sweep.addCommand(enqueueCommand())
  sweep.addCommand(retryCommand())
  sweep.addCommand(failuresCommand())
  sweep.addCommand(agentsCommand())
  sweep.addCommand(stopAgentCommand())
}

const SAYS: Record<SweepAction, string> = {
  pause: 'hand out no new runs; those that run go on',
  resume: 'hand out runs again',
  stop: 'end the sweep; runs that run go on to their end',
  cancel: 'end the sweep for good and stop the runs that run',
}

function named(name: string, says: string): Command {
  return new Command(name)
    .description(says)
    .argument('<sweep>', 'id of the sweep')
    .option('--json', 'print the answer as JSON')
}

function actionCommand(action: SweepAction): Command {
  return named(action, SAYS[action]).action((id: string, { json }: Json) =>
    answer(
      json,
      (api, say) => say(api.sweeps.change.mutate({ sweep: sweepOf(id), action })),
      (changed) => words.changedText(changed),
    ),
  )
}

function configCommand(): Command {
  return named('config', 'print the config as it is by now, to edit it').action((id: string, { json }: Json) =>
    answer(
      json,
      async (api, say) => {
        const { yaml, version, config } = await say(api.sweeps.byId.query({ sweep: sweepOf(id) }))
        return { version, yaml, config }
      },
      ({ yaml }) => yaml.trimEnd(),
    ),
  )
}

type EditFlags = Json & { note?: string; keepOutside?: boolean; dryRun?: boolean; yaml?: '1.1' | '1.2' }

function editCommand(): Command {
  return named('edit', 'change the config of a sweep that runs; the next runs are of the new version')
    .argument('<config>', 'YAML or JSON file of the whole config, or - for standard input')
    .option('--note <note>', 'why, for people')
    .option('--keep-outside', 'leave waiting suggestions that the new space does not have in the queue')
    .option('--dry-run', 'only say what would change, and what would happen to how many')
    .addOption(new Option('--yaml <version>', 'how to read the file').choices(['1.1', '1.2']))
    .action(async (id: string, path: string, { json, dryRun, note, keepOutside, yaml }: EditFlags) => {
      const edited = { sweep: sweepOf(id), config: readText(path), yaml }
      if (dryRun === true) return answer(json, (api, say) => say(preview(api, edited)), words.previewText)
      const made: Asked<Awaited<ReturnType<Api['controls']['edit']['mutate']>>> = async (api, say) => {
        const { version } = await say(api.sweeps.byId.query({ sweep: edited.sweep }))
        return say(api.controls.edit.mutate({ ...edited, version, note, dropOutside: keepOutside !== true }))
      }
      return answer(json, made, words.editedText)
    })
}

async function preview(api: Api, edited: { sweep: string; config: string; yaml?: '1.1' | '1.2' }) {
  const seen = await api.controls.previewEdit.query(edited)
  if (seen.problems.length > 0) throw invalid(seen.problems)
  return seen
}

function versionsCommand(): Command {
  return named('versions', 'list the versions of the config: who made which, when and why').action(
    (id: string, { json }: Json) =>
      answer(json, (api, say) => say(api.controls.versions.query({ sweep: sweepOf(id) })), words.versionsText),
  )
}

/** The parser of the command line knows no null. */
type SetFlags = Json & { priority?: number; runCap?: number | 'none'; endsAt?: string }

function setCommand(): Command {
  return named('set', 'change the priority, the run cap or the end time')
    .option('--priority <number>', 'higher is served first by agents of the whole project', readInteger)
    .option('--run-cap <count>', 'most runs that the search makes, or "none"', readRunCap)
    .option('--ends-at <time>', 'when it ends by itself, such as 2027-01-31T18:00:00Z, or "none"', readTime)
    .action((id: string, { json, ...given }: SetFlags) => {
      const noneOr = <T>(value: T | 'none') => (value === 'none' ? null : value)
      const limits = { ...given, runCap: noneOr(given.runCap), endsAt: noneOr(given.endsAt) }
      if (Object.keys(given).length === 0)
        throw new DomainError('INVALID', 'Say what to set: --priority, --run-cap or --ends-at.')
      return answer(
        json,
        (api, say) => say(api.controls.setLimits.mutate({ sweep: sweepOf(id), ...limits })),
        words.limitsText,
      )
    })
}

function queueCommand(): Command {
  return named('queue', 'list the suggestions that wait, in the order in which they are given out').action(
    (id: string, { json }: Json) =>
      answer(json, (api, say) => say(api.suggestions.list.query({ sweep: sweepOf(id) })), words.queueText),
  )
}

type EnqueueFlags = Json & { outside?: boolean; note?: string }

function enqueueCommand(): Command {
  return named('enqueue', 'put a run that you write yourself before everything that waits')
    .argument('<config...>', 'a YAML or JSON file, - for standard input, or settings such as lr=0.01 layers=64')
    .option('--outside', 'also values that are not in the space of the sweep')
    .option('--note <note>', 'why, for people')
    .action((id: string, given: string[], { json, outside, note }: EnqueueFlags) => {
      const run = { sweep: sweepOf(id), config: settingsText(given), isOutsideAllowed: outside === true, note }
      return answer(
        json,
        (api, say) => say(api.suggestions.enqueue.mutate(run)),
        (done) => words.enqueuedText(done),
      )
    })
}

/** `lr=0.01` is `lr: 0.01` in YAML; anything else is a path. */
export function settingsText(given: readonly string[]): string {
  if (given.length === 1 && !/^[A-Za-z_][\w.-]*=/.test(given[0] ?? '')) return readText(given[0] ?? '')
  return given
    .map((setting) => {
      const at = setting.indexOf('=')
      if (at <= 0) throw new DomainError('INVALID', `"${setting}" is no setting; write it as name=value.`)
      return `${setting.slice(0, at)}: ${setting.slice(at + 1)}`
    })
    .join('\n')
}

type RetryFlags = Json & { run?: string[]; killed?: boolean; outside?: boolean }

function retryCommand(): Command {
  return named('retry', 'run failed and crashed ones again: the same settings, given out first')
    .option('--run <run>', 'only this one; may be given several times', (run: string, runs: string[] = []) => [
      ...runs,
      run,
    ])
    .option('--killed', 'also those that were stopped')
    .option('--outside', 'also those whose settings were cut out of the space since')
    .action((id: string, { json, run, killed, outside }: RetryFlags) =>
      answer(
        json,
        async (api, say) => {
          const sweep = sweepOf(id)
          const runs = run === undefined ? null : await say(storageIds(api, sweep, run))
          const states = ['failed' as const, 'crashed' as const, ...(killed === true ? ['killed' as const] : [])]
          return say(api.suggestions.retry.mutate({ sweep, runs, states, includeOutside: outside === true }))
        },
        words.retriedText,
      ),
    )
}

async function storageIds(api: Api, sweep: string, runs: readonly string[]): Promise<string[]> {
  const { entity, project } = await api.sweeps.byId.query({ sweep })
  return Promise.all(runs.map(async (run) => (await api.runs.byId.query({ entity, project, run })).storageId))
}

function failuresCommand(): Command {
  return named('failures', 'say what failed runs have in common').action((id: string, { json }: Json) =>
    answer(json, (api, say) => say(api.controls.failures.query({ sweep: sweepOf(id) })), words.failuresText),
  )
}

function agentsCommand(): Command {
  return named('agents', 'list the agents, what each runs and waits for').action((id: string, { json }: Json) =>
    answer(json, (api, say) => say(api.agents.list.query({ sweep: sweepOf(id) })), words.agentsText),
  )
}

function stopAgentCommand(): Command {
  return new Command('stop-agent')
    .description('end one agent and what it runs')
    .argument('<agent>', 'id of the agent, as "sweep agents" lists it')
    .option('--reason <reason>', 'why, for people')
    .option('--json', 'print the answer as JSON')
    .action((agent: string, { json, reason }: Json & { reason?: string }) =>
      answer(json, (api, say) => say(api.agents.stop.mutate({ agent, reason })), words.stoppedAgentText),
    )
}

function readInteger(text: string): number {
  if (!/^-?\d{1,6}$/.test(text)) throw new InvalidArgumentError('It should be a whole number.')
  return Number(text)
}

function readRunCap(text: string): number | 'none' {
  if (text === 'none') return text
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new InvalidArgumentError('It should be a whole number of 1 or more, or "none".')
  return Number(text)
}

/** Without a zone the time is meant where the command runs. */
function readTime(text: string): string {
  if (text === 'none') return text
  const time = new Date(text)
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('It should be a time such as 2027-01-31T18:00:00Z, or "none".')
  return time.toISOString()
}
