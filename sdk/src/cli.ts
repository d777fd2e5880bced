/**
 * The command line. Each command reads its options, calls one function and prints; what it prints for programs goes to
 * stdout as JSON, what it says to people to stderr where both occur. Exit code 2 means that the input was wrong.
 */
import { Command, InvalidArgumentError, Option } from 'commander'
import { DomainError, isDomainError, type Problem } from '~/server/domain/errors'
import type { AgentPlace } from './agent-session'
import { createClient } from './client'
import { problemSentences, readText } from './files'
import { exportProject, listRuns, type Place } from './listing'
import { login } from './login'
import { programAgent } from './program-agent'
import { findSettings, ownerKeyPath, readOwnerKey, spoolFolder } from './settings'
import { createSweep } from './sweep'
import { addSweepCommands } from './sweep-commands'
import { syncSpool } from './sync'

const program = new Command('sweepboard')
  .description('Track runs and search hyperparameters on a Sweepboard server.')
  .addHelpText(
    'after',
    `
The server is SWEEPBOARD_URL, or the one of the last login, or http://127.0.0.1:3000.
The key is SWEEPBOARD_API_KEY, or that of the login, or for a server on this machine the owner's key in its data
directory (SWEEPBOARD_DATA, by default .sweepboard).`,
  )

program
  .command('login')
  .description('try a server and a key, and remember them')
  .option('--url <url>', 'address of the server')
  .option('--key <key>', 'API key; asked for when it is missing')
  .action(async (options: { url?: string; key?: string }) => {
    const { username, url, path } = await login(process.env, options)
    console.log(`Signed in at ${url} as ${username}; the key is kept in ${path}.`)
  })

const sweepCommand = program
  .command('sweep')
  .description('make a sweep from a config file, or say what becomes of one')
  .argument('<config>', 'YAML or JSON file, or - for standard input')
  .option('-p, --project <project>', "project, where the config names none ('uncategorized' when nobody does)")
  .option('-e, --entity <entity>', 'entity that owns the project')
  .addOption(priorRunOption())
  .addOption(yamlOption())
  .action(async (path: string, { priorRun, ...rest }: SweepFlags) => {
    const created = await createSweep(findSettings(), { ...rest, config: readText(path), priorRuns: priorRun ?? [] })
    for (const warning of created.warnings) console.error(`Note: ${warning}`)
    console.log(`Sweep ${created.sweep}: ${created.url}`)
    console.log(`Start an agent with: sweepboard agent ${created.sweep}`)
  })
addSweepCommands(sweepCommand)

program
  .command('agent')
  .description("run the sweep's program for one configuration after the other")
  .argument('[sweep]', 'id of the sweep')
  .option('-p, --project <project>', 'instead of a sweep: serve all sweeps of a project, the most urgent first')
  .option('-e, --entity <entity>', 'entity that owns the project')
  .option('-n, --count <count>', 'end after so many runs', readCount)
  .option('--name <name>', 'what the page calls this agent')
  .action(async (sweep: string | undefined, { count, name, ...place }: AgentFlags) => {
    const stop = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => stop.abort(new Error(`the agent was ended by ${signal}`)))
    }
    const failedCount = await programAgent(findSettings(), {
      place: agentPlace(sweep, place),
      count: count ?? null,
      name,
      signal: stop.signal,
      say: (sentence) => console.error(sentence),
    })
    process.exitCode = failedCount > 0 ? 1 : 0
  })

program
  .command('runs')
  .description('list the runs of a project, oldest first')
  .requiredOption('-p, --project <project>', 'name of the project')
  .option('-e, --entity <entity>', 'entity that owns it')
  .option('-f, --filter <filter>', "only those, such as 'config.lr < 0.01 and state = finished'")
  .option('--json', 'as JSON: [{id, name, state, sweep, config, summary}]')
  .action(async ({ json, ...place }: Place & { json?: boolean }) => {
    const settings = findSettings()
    const runs = []
    for await (const { id, name, state, sweep, config, summary } of listRuns(
      createClient(settings),
      settings.url,
      place,
    ))
      runs.push({ id, name, state, sweep, config, summary })
    if (json) console.log(JSON.stringify(runs, null, 2))
    else for (const run of runs) console.log([run.id, run.state.padEnd(8), run.sweep ?? '-', run.name].join('  '))
  })

program
  .command('suggest')
  .description('the next configurations, with no server: the search on files')
  .requiredOption('--config <file>', 'sweep config, YAML or JSON')
  .option(
    '--runs <file>',
    'JSON: [{id, state, config, summary, history: [{...}]}]; prior: true marks a run from before the sweep',
  )
  .option('--count <count>', 'how many', readWhole, 1)
  .option('--seed <seed>', "seed of every random choice; the config's own, or 0, when it is missing", readWhole)
  .addOption(yamlOption())
  .action(async (options: { config: string; runs?: string; count: number; seed?: number; yaml?: '1.1' | '1.2' }) => {
    // The search is most of the package, and only this command needs it.
    const { suggestFromFiles } = await import('./offline')
    const output = suggestFromFiles(options)
    if (output.kind === 'refused') {
      refuse(output.problems)
      return
    }
    for (const warning of output.warnings) console.error(`Note: ${warning}`)
    const { suggestions, stops, exhausted } = output
    console.log(JSON.stringify({ suggestions, stops, exhausted }, null, 2))
  })

program
  .command('export')
  .description('write the runs of a project and their history into a folder')
  .requiredOption('-p, --project <project>', 'name of the project')
  .option('-e, --entity <entity>', 'entity that owns it')
  .requiredOption('-o, --out <folder>', 'folder, made when it is missing')
  .action(async ({ out, ...place }: Place & { out: string }) => {
    const settings = findSettings()
    const { runCount, lineCount } = await exportProject(createClient(settings), settings.url, place, out)
    console.log(`${runCount} runs with ${lineCount} lines of history are in ${out}.`)
  })

program
  .command('sync')
  .description('send the rows and files that were kept on disk while the server was away')
  .action(async () => {
    const settings = findSettings()
    const { lines, files, problems } = await syncSpool(createClient(settings), spoolFolder(), settings)
    console.log(`Sent ${lines} lines and ${files} files.`)
    for (const problem of problems) console.error(problem)
    process.exitCode = problems.length > 0 ? 1 : 0
  })

program
  .command('key')
  .description("print the local owner's key from the data directory")
  .action(() => {
    const key = readOwnerKey(process.env)
    if (key === null) {
      throw new DomainError(
        'NOT_FOUND',
        `There is no ${ownerKeyPath(process.env)}. Run this where the server was started, or set SWEEPBOARD_DATA to its data directory.`,
      )
    }
    console.log(key)
  })

type SweepFlags = { project?: string; entity?: string; yaml?: '1.1' | '1.2'; priorRun?: string[] }

function priorRunOption(): Option {
  const says = 'earlier run to learn from, of this project or as PROJECT/RUN or ENTITY/PROJECT/RUN; may be given often'
  return new Option('-R, --prior-run <run...>', says)
}

type AgentFlags = { count?: number; name?: string; project?: string; entity?: string }

function agentPlace(sweep: string | undefined, { project, entity }: AgentFlags): AgentPlace {
  if ((sweep === undefined) === (project === undefined))
    throw new DomainError(
      'INVALID',
      'Say what the agent serves: the id of a sweep, or --project with a name, not both.',
    )
  if (project !== undefined) return { project, entity }
  return { sweep: sweep?.split('/').at(-1) ?? '' }
}

function yamlOption(): Option {
  return new Option('--yaml <version>', 'how to read the file; 1.1 as the W&B client does').choices(['1.1', '1.2'])
}

function readWhole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It should be a whole number of 0 or more.')
  return Number(text)
}

function readCount(text: string): number {
  const count = readWhole(text)
  if (count === 0) throw new InvalidArgumentError('It should be 1 or more.')
  return count
}

/** To programs as JSON on stdout, to people as sentences on stderr. */
function refuse(problems: readonly Problem[]): void {
  console.log(JSON.stringify({ problems }, null, 2))
  console.error(problemSentences(problems))
  process.exitCode = 2
}

function fail(error: unknown): void {
  if (isDomainError(error) && error.code === 'INVALID' && error.problems.length > 0) {
    console.error(`That was refused:\n${problemSentences(error.problems)}`)
    process.exitCode = 2
    return
  }
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = isDomainError(error) && error.code === 'INVALID' ? 2 : 1
}

// The W&B client spells it with an underscore.
const words = process.argv.map((word) => word.replace(/^--prior_run(?==|$)/, '--prior-run'))
program.parseAsync(words).catch(fail)
