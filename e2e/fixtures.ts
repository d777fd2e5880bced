/** What every browser test starts from: a running server of its own worker, a client to it, and a signed-in page. */
import { test as base } from '@playwright/test'
import { type Api, apiClient } from './api-client'
import { everyPage, type ShownPage } from './pages/every-page'
import { makePlace } from './pages/page-states'
import { makeDataDir, removeDataDir, type ServerProcess, startServerProcess } from './server-process'

type WorkerFixtures = {
  server: ServerProcess
  /** Every page of the app, with something to show on each. */
  pages: ShownPage[]
}
type TestFixtures = { api: Api }

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern.
    async ({}, use) => {
      const dataDir = await makeDataDir()
      const server = await startServerProcess({ dataDir })
      await use(server)
      await server.stop()
      await removeDataDir(dataDir)
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  pages: [
    async ({ server }, use) => {
      const end = new AbortController()
      const wish = { dataDir: server.dataDir, nowMs: Date.now(), signal: end.signal }
      await use(everyPage(await makePlace(apiClient(server), wish)))
      end.abort()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  api: async ({ server }, use) => use(apiClient(server)),
  baseURL: async ({ server }, use) => use(server.url),
  page: async ({ page, server }, use) => {
    await page.request.post(`${server.url}/api/sign-in`, { data: { key: server.key } })
    await use(page)
  },
})

export { expect } from '@playwright/test'
