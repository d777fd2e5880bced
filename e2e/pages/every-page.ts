/**
 * Every page there is, with addresses that show something on it. The routes are read from app/, so that a page which is
 * added and not named here fails the tests that go over all of them.
 */
import { readdirSync } from 'node:fs'
import { dirname, sep } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { RUN_TABS } from '~/components/runs/run-params'
import { STEPS } from '~/components/sweeps/new-sweep/address'
import { SWEEP_TABS } from '~/components/sweeps/search-params'
import { allKinds, NOWHERE, type Place } from './page-states'

export type ShownPage = {
  name: string
  route: string
  path: string
  /** Says that there is no such thing, by status 404 too. */
  isMissing: boolean
  /** Shown to whoever has no session. */
  isPublic: boolean
}

/** By route: a name and an address of each state that is worth a look of its own. */
const SHOWN: Record<string, (place: Place) => Record<string, string>> = {
  '/': () => ({ home: '/', 'nothing-here': '/-/-/-/-' }),
  '/sign-in': () => ({ 'sign-in': '/sign-in' }),
  '/settings': () => ({ settings: '/settings' }),
  '/[entity]': ({ owner }) => ({ projects: owner }),
  '/[entity]/[project]': ({ owner, methods, thousand }) => ({
    workspace: methods,
    'workspace-empty': `${owner}/empty`,
    'workspace-nan': `${owner}/nan-metrics`,
    'workspace-grouped': `${methods}?group=sweep`,
    'workspace-kinds': `${thousand}?panels=${allKinds()}`,
    'workspace-wrong-filter': `${methods}?filter=${encodeURIComponent('config.layers >')}`,
    'workspace-missing': `${owner}/no-such-project`,
  }),
  '/[entity]/[project]/runs': ({ owner, thousand }) => ({
    runs: `${thousand}/runs`,
    'runs-grouped': `${thousand}/runs?group=config.optimizer,state`,
    'runs-none-match': `${thousand}/runs?q=nothing-is-called-so`,
    'runs-empty': `${owner}/empty/runs`,
  }),
  '/[entity]/[project]/trash': ({ owner }) => ({
    trash: `${owner}/nan-metrics/trash`,
    'trash-empty': `${owner}/empty/trash`,
  }),
  '/[entity]/[project]/compare': ({ owner, methods, sweeps }) => ({
    compare: `${methods}/compare?sweeps=${sweeps}`,
    'compare-choose': `${methods}/compare`,
    'compare-empty': `${owner}/empty/compare`,
  }),
  '/[entity]/[project]/reports': ({ owner, methods }) => ({
    reports: `${methods}/reports`,
    'reports-empty': `${owner}/empty/reports`,
  }),
  '/[entity]/[project]/reports/[report]': ({ methods, report }) => ({
    report: `${methods}/reports/${report}`,
    'report-editing': `${methods}/reports/${report}?edit=true`,
    'report-missing': `${methods}/reports/aaaaaaaa`,
  }),
  '/[entity]/[project]/runs/[run]': ({ owner, thousand, run, underWay, runUnderWay }) => ({
    ...Object.fromEntries(
      RUN_TABS.map((tab) => [tab === 'charts' ? 'run' : `run-${tab}`, `${thousand}/runs/${run}?tab=${tab}`]),
    ),
    'run-under-way': `${underWay}/runs/${runUnderWay}`,
    'run-missing': `${owner}/empty/runs/no-such-run`,
  }),
  '/[entity]/[project]/sweeps': ({ owner, methods }) => ({
    sweeps: `${methods}/sweeps`,
    'sweeps-empty': `${owner}/empty/sweeps`,
  }),
  '/[entity]/[project]/sweeps/new': ({ owner, thousand, big, methods, sweeps }) => ({
    'sweep-new': `${methods}/sweeps/new`,
    ...Object.fromEntries(
      STEPS.map((step) => [`sweep-from-runs-${step}`, `${thousand}/sweeps/new?step=${step}&from=${big}`]),
    ),
    'sweep-from-no-runs': `${owner}/empty/sweeps/new?step=runs`,
    'sweep-started': `${methods}/sweeps/new?started=${sweeps[0]}`,
  }),
  '/[entity]/[project]/sweeps/[sweep]': ({ thousand, big, methods, sweeps, underWay, sweepUnderWay }) => ({
    ...Object.fromEntries(
      SWEEP_TABS.map((tab) => [tab === 'overview' ? 'sweep' : `sweep-${tab}`, `${thousand}/sweeps/${big}?tab=${tab}`]),
    ),
    'sweep-small': `${methods}/sweeps/${sweeps[0]}`,
    'sweep-under-way': `${underWay}/sweeps/${sweepUnderWay}`,
    'sweep-under-way-agents': `${underWay}/sweeps/${sweepUnderWay}?tab=agents`,
    'sweep-missing': `${methods}/sweeps/aaaaaaaa`,
  }),
  '/[entity]/[project]/sweeps/[sweep]/controls': ({ thousand, big, underWay, sweepUnderWay }) => ({
    'sweep-controls': `${underWay}/sweeps/${sweepUnderWay}/controls`,
    'sweep-controls-ended': `${thousand}/sweeps/${big}/controls`,
  }),
}

const MISSING = /^nothing-here$|-missing$/

export function everyPage(place: Place): ShownPage[] {
  const routes = routesOf('app')
  const strangers = routes.filter((route) => SHOWN[route] === undefined)
  if (strangers.length > 0) throw new Error(`e2e/pages/every-page.ts names no address for ${strangers.join(', ')}`)
  const gone = Object.keys(SHOWN).filter((route) => !routes.includes(route))
  if (gone.length > 0)
    throw new Error(`e2e/pages/every-page.ts names pages that app/ does not have: ${gone.join(', ')}`)
  return routes.flatMap((route) =>
    Object.entries(SHOWN[route]?.(place) ?? {}).map(([name, path]) => ({
      ...{ name, route, path },
      isMissing: MISSING.test(name),
      isPublic: route === '/sign-in',
    })),
  )
}

/** Without a server to show them. */
export function pageNames(): string[] {
  return everyPage(NOWHERE).map(({ name }) => name)
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
