/**
 * The floors (.dependency-cruiser.cjs) as a check. A cruiser that finds no compiler reports an empty graph and no
 * error, so the size of the graph is part of the check.
 */
import { spawnSync } from 'node:child_process'

const MODULES_MIN = 150
const rooms = ['app', 'components', 'server', 'sdk/src', 'examples', 'benchmarks', 'e2e', 'prisma']

const { stdout, stderr, status } = spawnSync(
  'npx',
  ['--no-install', 'depcruise', '--config', '.dependency-cruiser.cjs', ...rooms],
  {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  },
)
process.stdout.write(stdout)
if (status !== 0) process.stderr.write(stderr)
const moduleCount = Number(/([\d,]+) modules/.exec(stdout)?.[1]?.replaceAll(',', '') ?? 0)
if (status === 0 && moduleCount < MODULES_MIN) {
  console.error(
    `The graph has ${moduleCount} modules, expected at least ${MODULES_MIN}: the cruiser did not read the sources.`,
  )
  process.exit(1)
}
process.exit(status ?? 1)
