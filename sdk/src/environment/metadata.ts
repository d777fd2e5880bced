/**
 * How this program was started and on what, in the names of wandb-metadata.json. What is known at once comes with the
 * start of a run; git and graphics cards are asked in the background, once a process.
 */
import { arch, availableParallelism, cpus, platform, release, totalmem, userInfo } from 'node:os'
import { isAbsolute, relative } from 'node:path'
import type { JsonObject } from '~/server/domain/json'
import { type GitState, readGit } from './git'
import { readGpus } from './gpu'

/** For programs in any language: what is true of the machine and the moment. */
function machineFacts(): JsonObject {
  const processors = cpus()
  return {
    os: `${SYSTEM[platform()] ?? platform()}-${release()}-${arch()}`,
    startedAt: new Date().toISOString(),
    root: process.cwd(),
    ...(username() === null ? {} : { username: username() }),
    cpu_count_logical: processors.length || availableParallelism(),
    ...(processors[0]?.model ? { cpu: { model: processors[0].model.trim() } } : {}),
    memory: { total: totalmem() },
  }
}

const SYSTEM: Record<string, string> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

/** There may be none, as in containers with a user of a bare number. */
function username(): string | null {
  try {
    return userInfo().username
  } catch {
    return null
  }
}

/** Of this very process: the script is named as it lies from where it was started. */
export function ownMetadata(): JsonObject {
  const script = process.argv[1]
  return {
    ...machineFacts(),
    node: process.version,
    executable: process.execPath,
    args: process.argv.slice(2),
    ...(process.execArgv.length > 0 ? { execArgs: process.execArgv } : {}),
    ...(script === undefined ? {} : { program: programFrom(process.cwd(), script) }),
  }
}

/** Of a program that an agent starts. */
export function commandMetadata(command: readonly string[], program: string | null): JsonObject {
  return { ...machineFacts(), command: [...command], ...(program === null ? {} : { program }) }
}

/** Inside the folder as a path from it, outside as it is. */
function programFrom(folder: string, script: string): string {
  const path = relative(folder, script)
  return path === '' || path.startsWith('..') ? script : path
}

export type SlowFacts = { metadata: JsonObject; patch: string | null }

const slowFacts = new Map<boolean, Promise<SlowFacts>>()

/** Asked once: runs of one process share it. Never rejects. */
export function readSlowFacts(isGitWanted: boolean): Promise<SlowFacts> {
  const facts = slowFacts.get(isGitWanted) ?? findSlowFacts(isGitWanted)
  slowFacts.set(isGitWanted, facts)
  return facts
}

async function findSlowFacts(isGitWanted: boolean): Promise<SlowFacts> {
  const [git, gpus] = await Promise.all([isGitWanted ? readGit(process.cwd()) : null, readGpus()])
  return { metadata: slowMetadata(git, gpus), patch: git?.patch ?? null }
}

function slowMetadata(git: GitState | null, gpus: Awaited<ReturnType<typeof readGpus>>): JsonObject {
  const prefix = typeof git?.facts['prefix'] === 'string' ? git.facts['prefix'] : ''
  const script = process.argv[1] === undefined ? null : programFrom(process.cwd(), process.argv[1])
  return {
    ...(git === null ? {} : { git: git.facts }),
    ...(git !== null && script !== null && !isAbsolute(script) ? { codePath: prefix + script } : {}),
    ...(gpus[0] === undefined ? {} : { gpu: gpus[0].name, gpu_count: gpus.length, gpu_nvidia: gpus }),
  }
}
