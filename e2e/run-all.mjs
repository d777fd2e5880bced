/**
 * `npm test`: every test there is, in the order in which a fault is cheapest to find. Nothing is skipped; what is
 * missing (Chromium) is brought. Stops at the first step that fails.
 */
import { spawnSync } from 'node:child_process'
import { findChromium } from './chromium.mjs'

const npx = (...args) => ['npx', ['--no-install', ...args]]
const node = (...args) => [process.execPath, args]

const steps = [
  ['database client', node('prisma/generate.mjs')],
  ['format and lint', npx('biome', 'ci', '.', '--error-on-warnings')],
  ['lint with types', npx('oxlint', '--type-aware', '--deny-warnings')],
  ['routes', npx('next', 'typegen')],
  ['types', npx('tsc', '--noEmit')],
  ['floors', node('e2e/checks/floors.mjs')],
  ['drawing of the rooms', node('docs/rooms.mjs', '--check')],
  ['dead code', npx('knip')],
  ['unit tests', npx('vitest', 'run', '--project', 'unit')],
  ['build', node('server/build.mjs', '--if-stale')],
  ['database tests', npx('vitest', 'run', '--project', 'db')],
  ['failure tests', npx('vitest', 'run', '--project', 'failure')],
  ['end-to-end tests', npx('playwright', 'test', '--config', 'e2e/playwright.config.ts')],
]

const chromiumPath = findChromium()
const env = { ...process.env, CHROMIUM_PATH: chromiumPath, NEXT_TELEMETRY_DISABLED: '1' }
const startMs = Date.now()
let passed = 0
for (const [name, [command, args]] of steps) {
  const stepMs = Date.now()
  console.log(`\n=== ${name}`)
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32' && command === 'npx',
  })
  if (status !== 0) {
    console.error(`\nThe step "${name}" failed.\n${passed} passed, 1 failed`)
    process.exit(1)
  }
  passed++
  console.log(`=== ${name}: passed in ${((Date.now() - stepMs) / 1000).toFixed(1)} s`)
}
console.log(`\nAll steps passed in ${((Date.now() - startMs) / 1000).toFixed(0)} s.\n${passed} passed, 0 failed`)
