/**
 * Every page there is, with addresses that show something on it. The routes are read from app/, so that a page which is
 * added and not named here fails the tests that go over all of them.
 */
import { readdirSync } from 'node:fs'
import { dirname, sep } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Api } from '../api-client'
import { localDatabaseUrl } from '../scenarios/local-database'
import { makeScenario } from '../scenarios/make-scenario'

/** The moment of the scenarios; a browser that stands still there says "20 min ago" for ever. */
export const NOW_MS = Date.parse('2026-03-02T10:00:00Z')

export type ShownPage = { name: string; route: string; path: string }

type Place = { owner: string; methods: string; sweeps: string[]; big: string; run: string; report: string }

/** By route: a name and an address of each state that is worth a look of its own. */
const SHOWN: Record<string, (place: Place) => Record<string, string>> = {
  '/': () => ({ home: '/' }),
  '/sign-in': () => ({ 'sign-in': '/sign-in' }),
  '/settings': () => ({ settings: '/settings' }),
  '/[entity]': ({ owner }) => ({ projects: owner }),
  '/[entity]/[project]': ({ owner, methods }) => ({
    workspace: methods,
    'workspace-empty': `${owner}/empty`,
    'workspace-nan': `${owner}/nan-metrics`,
  }),
  '/[entity]/[project]/runs': ({ owner }) => ({
    runs: `${owner}/thousand-run-sweep/runs`,
    'runs-empty': `${owner}/empty/runs`,
  }),
  '/[entity]/[project]/compare': ({ methods, sweeps }) => ({ compare: `${methods}/compare?sweeps=${sweeps}` }),
  '/[entity]/[project]/reports': ({ owner, methods }) => ({
    reports: `${methods}/reports`,
    'reports-empty': `${owner}/empty/reports`,
  }),
  '/[entity]/[project]/reports/[report]': ({ methods, report }) => ({ report: `${methods}/reports/${report}` }),
  '/[entity]/[project]/runs/[run]': ({ owner, run }) => ({
    run: `${owner}/thousand-run-sweep/runs/${run}`,
    'run-config': `${owner}/thousand-run-sweep/runs/${run}?tab=config`,
    'run-console': `${owner}/thousand-run-sweep/runs/${run}?tab=console`,
    'run-overview': `${owner}/thousand-run-sweep/runs/${run}?tab=overview`,
  }),
  '/[entity]/[project]/sweeps': ({ owner, methods }) => ({
    sweeps: `${methods}/sweeps`,
    'sweeps-empty': `${owner}/empty/sweeps`,
  }),
  '/[entity]/[project]/sweeps/new': ({ methods, sweeps }) => ({
    'sweep-new': `${methods}/sweeps/new`,
    'sweep-from-runs': `${methods}/sweeps/new?step=runs`,
    'sweep-from-runs-space': `${methods}/sweeps/new?step=space`,
    'sweep-from-runs-goal': `${methods}/sweeps/new?step=goal`,
    'sweep-from-runs-program': `${methods}/sweeps/new?step=program`,
    'sweep-from-runs-review': `${methods}/sweeps/new?step=review`,
    'sweep-started': `${methods}/sweeps/new?started=${sweeps[0]}`,
  }),
  '/[entity]/[project]/sweeps/[sweep]': ({ owner, big }) => ({ sweep: `${owner}/thousand-run-sweep/sweeps/${big}` }),
  '/[entity]/[project]/sweeps/[sweep]/controls': ({ owner, big }) => ({
    'sweep-controls': `${owner}/thousand-run-sweep/sweeps/${big}/controls`,
  }),
}

/** Makes what the pages show, once a server, and answers them all. */
export async function everyPage(api: Api, dataDir: string): Promise<ShownPage[]> {
  return shownPages(await makePlace(api, dataDir))
}

/** Without a server to show them. */
export function pageNames(): string[] {
  const nowhere = { owner: '/-', methods: '/-/-', sweeps: [], big: '-', run: '-', report: '-' }
  return shownPages(nowhere).map(({ name }) => name)
}

function shownPages(place: Place): ShownPage[] {
  const routes = routesOf('app')
  const strangers = routes.filter((route) => SHOWN[route] === undefined)
  if (strangers.length > 0) throw new Error(`e2e/pages/every-page.ts names no address for ${strangers.join(', ')}`)
  const gone = Object.keys(SHOWN).filter((route) => !routes.includes(route))
  if (gone.length > 0)
    throw new Error(`e2e/pages/every-page.ts names pages that app/ does not have: ${gone.join(', ')}`)
  return routes.flatMap((route) =>
    Object.entries(SHOWN[route]?.(place) ?? {}).map(([name, path]) => ({ name, route, path })),
  )
}

function routesOf(app: string): string[] {
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${dirname(`/${file}`).split('/').filter(isSegment).join('/')}`)
    .sort()
}

/** Folders in parentheses group routes and are in no address. */
function isSegment(name: string): boolean {
  return name !== '' && !name.startsWith('(')
}

async function makePlace(api: Api, dataDir: string): Promise<Place> {
  const wanted = { nowMs: NOW_MS, databaseUrl: () => localDatabaseUrl(dataDir) }
  const { entity, isNew } = await makeScenario(api, 'three-methods', wanted)
  for (const name of ['thousand-run-sweep', 'nan-metrics', 'empty']) await makeScenario(api, name, wanted)
  const methods = { entity, project: 'three-methods' }
  const thousand = { entity, project: 'thousand-run-sweep' }
  const sweeps = (await api.sweeps.list.query(methods)).map(({ id }) => id)
  if (isNew) await api.reports.create.mutate({ ...methods, ...reportOn(sweeps) })
  const [report] = await api.reports.list.query(methods)
  const [big] = await api.sweeps.list.query(thousand)
  return {
    owner: `/${entity}`,
    methods: `/${entity}/${methods.project}`,
    sweeps,
    big: big?.id ?? '',
    run: big?.best?.runId ?? '',
    report: report?.id ?? '',
  }
}

function reportOn(sweeps: string[]) {
  const text = '## Which method?\n\nAll three reached **the same best**; grid needed the most runs for it.'
  return {
    title: 'Three ways through sixty settings',
    content: {
      blocks: [
        { kind: 'markdown' as const, id: 'words', text },
        { kind: 'comparison' as const, id: 'figures', sweeps, options: '' },
      ],
    },
  }
}

const SETTLED_MS_MAX = 30_000

/** Opens a page and waits until nothing in the window waits for data. */
export async function openSettled(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 }).first(), path).toBeVisible({ timeout: SETTLED_MS_MAX })
  await expect.poll(() => page.evaluate(countWaiting), { message: path, timeout: SETTLED_MS_MAX }).toBe(0)
}

/** Placeholders in the window; what lies further down is asked for when somebody scrolls there. */
function countWaiting(): number {
  return [...document.querySelectorAll('[data-slot="skeleton"]')].filter((element) => {
    const box = element.getBoundingClientRect()
    return element.checkVisibility() && box.bottom > 0 && box.top < innerHeight
  }).length
}

/** Goes down a window at a time, so that what waits for that is there, and back up. The page may grow meanwhile. */
export async function scrollThrough(page: Page): Promise<void> {
  for (let isAtEnd = false; !isAtEnd; ) {
    isAtEnd = await page.evaluate(() => {
      scrollBy({ top: innerHeight, behavior: 'instant' })
      return scrollY + innerHeight >= document.documentElement.scrollHeight - 1
    })
    await expect.poll(() => page.evaluate(countWaiting), { timeout: SETTLED_MS_MAX }).toBe(0)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))))
  }
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
}
