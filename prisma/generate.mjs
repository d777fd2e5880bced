/**
 * Makes the Prisma client. The CLI insists on a schema engine binary that `generate` never runs, and would download
 * it; naming any existing file keeps the install working on machines that reach nothing but a package registry.
 */
import { spawnSync } from 'node:child_process'

const { status } = spawnSync('npx', ['--no-install', 'prisma', 'generate'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: process.platform === 'win32',
  env: { PRISMA_SCHEMA_ENGINE_BINARY: 'package.json', ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
})
process.exit(status ?? 1)
