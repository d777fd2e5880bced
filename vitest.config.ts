import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')
const alias = { '~': root, sweepboard: `${root}/sdk/src/index.ts` }
const roots = '{app,components,server,sdk/src,examples,benchmarks}'

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [`${roots}/**/*.test.{ts,tsx}`],
          exclude: ['**/*.db.test.ts', '**/node_modules/**', '**/dist/**'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          include: [`${roots}/**/*.db.test.ts`],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: ['server/db/testing-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        // Whole servers that are killed: one file at a time, so that they do not starve each other.
        test: {
          name: 'failure',
          include: ['e2e/failure/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
