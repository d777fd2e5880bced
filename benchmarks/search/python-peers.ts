/**
 * The Python that the peers run in: a virtual environment of its own under .cache, made by the first benchmark that needs it,
 * with pinned versions. Null, and the reason said, where there is no Python or no package index.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '~/server/root'

export function findPeers(): string | null {
  const requirements = join(packageRoot(), 'benchmarks', 'search', 'peers', 'requirements.txt')
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const home = join(packageRoot(), '.cache', `search-peers-${version}`)
  const python = join(home, 'bin', 'python')
  if (existsSync(python)) return python
  console.log('Making the Python environment of the peers; this takes some minutes and gigabytes, once.')
  const unfinished = `${home}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(join(packageRoot(), '.cache'), { recursive: true })
  const isMade =
    run('python3', ['-m', 'venv', '--copies', unfinished]) &&
    run(join(unfinished, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '-r', requirements])
  if (!isMade) {
    console.log('Without Python 3 or the Python package index there are no peers; only our own methods are measured.')
    rmSync(unfinished, { recursive: true, force: true })
    return null
  }
  renameSync(unfinished, home)
  return python
}

function run(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}
