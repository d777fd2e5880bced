/** The state of the code a program was started from: commit, branch, and what was changed and not committed. */
import { execFile } from 'node:child_process'
import type { JsonObject } from '~/server/domain/json'

const GIT_MS_MAX = 10_000
const PATCH_BYTES_MAX = 10 * 1024 * 1024

export type GitState = { facts: JsonObject; patch: string | null }

/** Null outside of a repository, without git, and where git takes too long. */
export async function readGit(folder: string): Promise<GitState | null> {
  const git = (...args: string[]) => run(folder, args)
  const commit = await git('rev-parse', 'HEAD')
  if (commit === null) return null
  const [remote, branch, prefix, status] = await Promise.all([
    git('remote', 'get-url', 'origin'),
    git('branch', '--show-current'),
    git('rev-parse', '--show-prefix'),
    git('status', '--porcelain'),
  ])
  const lines = (status ?? '').split('\n').filter((line) => line !== '')
  const untrackedCount = lines.filter((line) => line.startsWith('??')).length
  const dirty = lines.length > untrackedCount
  const patch = dirty ? await git('diff', 'HEAD', '--binary', '--no-color', '--no-ext-diff', '--submodule=short') : null
  return {
    facts: {
      commit: commit.trim(),
      ...(remote === null ? {} : { remote: withoutSecrets(remote.trim()) }),
      ...(branch?.trim() ? { branch: branch.trim() } : {}),
      ...(prefix?.trim() ? { prefix: prefix.trim() } : {}),
      dirty,
      ...(dirty ? { hasPatch: Boolean(patch) } : {}),
      ...(untrackedCount > 0 ? { untrackedCount } : {}),
    },
    patch: patch || null,
  }
}

/** Addresses of remotes may carry a name and a token; those stay here. */
export function withoutSecrets(remote: string): string {
  return remote.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1')
}

/** Null when the command fails in any way, too much output included. */
function run(folder: string, args: string[]): Promise<string | null> {
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' }
  const options = { cwd: folder, env, timeout: GIT_MS_MAX, maxBuffer: PATCH_BYTES_MAX, windowsHide: true }
  return new Promise((resolve) => {
    execFile('git', args, options, (error, stdout) => resolve(error === null ? stdout : null))
  })
}
