/**
 * The peers in a virtual environment of their own under .cache/, with the versions of requirements.txt. A machine
 * without Python or without a package index measures our pages alone; the sentence says what is missing.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '~/server/root'

const run = promisify(execFile)

export const SCRIPTS = join(packageRoot(), 'benchmarks', 'peers')
const CACHE = join(packageRoot(), '.cache', 'peers')
const INSTALL_MS_MAX = 15 * 60_000

export type Python = {
  /** A program of the environment by its name. */
  program(name: string): string
  /** Where what the peers store may be kept from one time to the next. */
  dataFolder: string
  version: string
}

/** Null when it cannot be had here. */
export async function findPython(say: (sentence: string) => void): Promise<Python | null> {
  const requirements = await readFile(join(SCRIPTS, 'requirements.txt'), 'utf8')
  const version = createHash('sha256').update(requirements).digest('hex').slice(0, 12)
  const folder = join(CACHE, `venv-${version}`)
  const program = (name: string) => join(folder, process.platform === 'win32' ? 'Scripts' : 'bin', name)
  const marker = join(folder, 'installed')
  if (!existsSync(marker)) {
    say('installing MLflow, Optuna and TensorBoard, once')
    try {
      await mkdir(CACHE, { recursive: true })
      await run('python3', ['-m', 'venv', '--clear', folder])
      await run(program('python'), ['-m', 'pip', 'install', '--quiet', '-r', join(SCRIPTS, 'requirements.txt')], {
        timeout: INSTALL_MS_MAX,
      })
      await writeFile(marker, requirements)
    } catch (error) {
      say(`without peers: they could not be installed (${String(error).split('\n')[0]})`)
      return null
    }
  }
  return { program, dataFolder: join(CACHE, `data-${version}`), version }
}
