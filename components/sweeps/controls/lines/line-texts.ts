/**
 * The lines that start agents, ready to paste: the server's real address, a key, and the sweep. Pure. What varies from
 * place to place (an image, how many, which GPU) stands in capitals or has a comment.
 */

export const LINE_KINDS = ['python', 'cli', 'typescript', 'slurm', 'kubernetes', 'docker'] as const
export type LineKind = (typeof LINE_KINDS)[number]

export const KIND_NAME: Record<LineKind, string> = {
  python: 'Python',
  cli: 'Command line',
  typescript: 'TypeScript',
  slurm: 'Slurm',
  kubernetes: 'Kubernetes',
  docker: 'Docker',
}

export type LineFacts = {
  /** Address as agents reach the server. */
  url: string
  /** Null until one was made. */
  key: string | null
  entity: string
  project: string
  /** Null for agents that serve the whole project. */
  sweep: string | null
  /** What the sweep's program is, when its config names one. */
  program: string | null
}

export type Lines = { label: string; code: string; note: string | null }

const NO_KEY = 'YOUR-KEY'

export function linesOf(kind: LineKind, facts: LineFacts): Lines[] {
  switch (kind) {
    case 'python':
      return pythonLines(facts)
    case 'cli':
      return cliLines(facts)
    case 'typescript':
      return typescriptLines(facts)
    case 'slurm':
      return [{ label: 'agents.sbatch', code: slurmScript(facts), note: 'Submit it with: sbatch agents.sbatch' }]
    case 'kubernetes':
      return [
        { label: 'agents.yaml', code: kubernetesManifest(facts), note: 'Apply it with: kubectl apply -f agents.yaml' },
      ]
    case 'docker':
      return [{ label: 'On a machine with Docker', code: dockerLine(facts), note: null }]
  }
}

/** The W&B client knows agents of one sweep only; whoever serves a project, or has no Python, uses our command line. */
function isPython({ sweep, program }: LineFacts): boolean {
  return sweep !== null && program?.endsWith('.py') === true
}

function pythonLines(facts: LineFacts): Lines[] {
  if (facts.sweep === null) {
    const note = 'The wandb client has agents of a single sweep only. For the whole project use the command line.'
    return [{ label: 'Not to be had', code: cliText(facts), note }]
  }
  const { url, entity, project, sweep } = facts
  const path = `${entity}/${project}/${sweep}`
  const code = [
    ...exported({ WANDB_BASE_URL: url, WANDB_API_KEY: facts.key ?? NO_KEY }),
    `wandb agent ${word(path)}`,
  ].join('\n')
  const lines: Lines[] = [{ label: 'With the wandb client, in the folder of the program', code, note: null }]
  if (facts.program !== null) return lines
  const inside = [
    'import wandb',
    '',
    'def train():',
    '    run = wandb.init()',
    '    run.log(your_training(run.config))',
    '',
    `wandb.agent(${JSON.stringify(sweep)}, train, entity=${JSON.stringify(entity)}, project=${JSON.stringify(project)})`,
  ].join('\n')
  return [
    { label: 'The config names no program, so inside of yours (with the two variables set)', code: inside, note: null },
  ]
}

function cliLines(facts: LineFacts): Lines[] {
  const note =
    facts.program === null && facts.sweep !== null
      ? 'The config names no program yet: add `program` or `command` to it, or use a function from Python or TypeScript.'
      : null
  return [{ label: 'In the folder of the program', code: cliText(facts), note }]
}

function cliText(facts: LineFacts): string {
  return [...exported(ours(facts)), cliCommand(facts)].join('\n')
}

function cliCommand({ sweep, entity, project }: LineFacts): string {
  return sweep === null
    ? `npx sweepboard agent --project ${word(project)} --entity ${word(entity)}`
    : `npx sweepboard agent ${sweep}`
}

function typescriptLines(facts: LineFacts): Lines[] {
  const serves =
    facts.sweep === null
      ? `{ entity: ${quoted(facts.entity)}, project: ${quoted(facts.project)} }`
      : quoted(facts.sweep)
  const code = [
    "import { agent } from 'sweepboard'",
    '',
    `await agent(${serves}, async (run) => {`,
    '  for (let epoch = 1; epoch <= 10; epoch++) run.log(await trainOneEpoch(run.config))',
    '})',
  ].join('\n')
  return [
    { label: 'In your training', code, note: null },
    { label: 'Where it runs', code: [...exported(ours(facts)), 'node train.js'].join('\n'), note: null },
  ]
}

function slurmScript(facts: LineFacts): string {
  return [
    '#!/bin/bash',
    `#SBATCH --job-name=${jobName(facts)}`,
    '#SBATCH --array=1-4              # how many agents',
    '#SBATCH --time=08:00:00',
    '#SBATCH --gres=gpu:1',
    '#SBATCH --signal=TERM@60         # gives the run in hand back before the time is up',
    '#SBATCH --output=agent-%A-%a.log',
    '',
    ...exported(isPython(facts) ? theirs(facts) : ours(facts)),
    `srun ${agentCommand(facts)}`,
  ].join('\n')
}

function kubernetesManifest(facts: LineFacts): string {
  const name = jobName(facts)
  const variables = isPython(facts)
    ? (['WANDB_BASE_URL', 'WANDB_API_KEY'] as const)
    : (['SWEEPBOARD_URL', 'SWEEPBOARD_API_KEY'] as const)
  return [
    'apiVersion: v1',
    'kind: Secret',
    `metadata: {name: ${name}}`,
    `stringData: {key: ${quoted(facts.key ?? NO_KEY)}}`,
    '---',
    'apiVersion: batch/v1',
    'kind: Job',
    `metadata: {name: ${name}}`,
    'spec:',
    '  parallelism: 4                 # how many agents',
    '  completions: 4',
    '  backoffLimit: 8',
    '  template:',
    '    spec:',
    '      restartPolicy: OnFailure',
    '      containers:',
    '        - name: agent',
    '          image: YOUR-IMAGE      # with your training in it',
    `          command: [${agentWords(facts).map(quoted).join(', ')}]`,
    '          env:',
    `            - {name: ${variables[0]}, value: ${quoted(facts.url)}}`,
    `            - {name: ${variables[1]}, valueFrom: {secretKeyRef: {name: ${name}, key: key}}}`,
    '          resources: {limits: {nvidia.com/gpu: 1}}',
  ].join('\n')
}

function dockerLine(facts: LineFacts): string {
  const variables = Object.entries(isPython(facts) ? theirs(facts) : ours(facts))
  return [
    'docker run --rm --gpus all \\',
    ...variables.map(([name, value]) => `  -e ${name}=${word(value)} \\`),
    `  YOUR-IMAGE ${agentCommand(facts)}`,
  ].join('\n')
}

function agentCommand(facts: LineFacts): string {
  return agentWords(facts).map(word).join(' ')
}

function agentWords(facts: LineFacts): string[] {
  const { entity, project, sweep } = facts
  if (isPython(facts)) return ['wandb', 'agent', `${entity}/${project}/${sweep}`]
  if (sweep === null) return ['npx', 'sweepboard', 'agent', '--project', project, '--entity', entity]
  return ['npx', 'sweepboard', 'agent', sweep]
}

function ours({ url, key }: LineFacts): Record<string, string> {
  return { SWEEPBOARD_URL: url, SWEEPBOARD_API_KEY: key ?? NO_KEY }
}

function theirs({ url, key }: LineFacts): Record<string, string> {
  return { WANDB_BASE_URL: url, WANDB_API_KEY: key ?? NO_KEY }
}

function exported(variables: Record<string, string>): string[] {
  return Object.entries(variables).map(([name, value]) => `export ${name}=${word(value)}`)
}

/** As a shell reads it: in quotes only where it has to be. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

function quoted(text: string): string {
  return JSON.stringify(text)
}

/** What Slurm and Kubernetes both accept as a name. */
function jobName({ sweep, project }: LineFacts): string {
  const text = sweep === null ? project : sweep
  return `agents-${
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'sweepboard'
  }`
}
