/**
 * Finds a Chromium for the end-to-end tests, or brings one: the machine's own, Playwright's download, or Debian's
 * package. `findChromium()` answers the path; it throws with the command that a person can run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

function installed() {
  return (
    [...CANDIDATES, chromium.executablePath()].find((path) => path !== undefined && path !== '' && existsSync(path)) ??
    null
  )
}

function run(command, args) {
  console.log(`> ${command} ${args.join(' ')}`)
  return spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
}

export function findChromium() {
  const found = installed()
  if (found !== null) return found
  console.log('There is no Chromium on this machine; bringing one for the end-to-end tests.')
  run('npx', ['--no-install', 'playwright', 'install', 'chromium'])
  if (installed() === null && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    run('apt-get', ['update'])
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  }
  const brought = installed()
  if (brought !== null) return brought
  throw new Error(
    "The end-to-end tests need Chromium and it could not be brought. Run `npx playwright install --with-deps chromium`, or install your system's chromium, or set CHROMIUM_PATH.",
  )
}
