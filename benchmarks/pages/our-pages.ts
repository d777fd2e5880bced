/** The pages of a seeded project: when each is ready, and what people do on it. */
import type { Page } from '@playwright/test'
import type { Api } from '~/e2e/api-client'

export type Interaction = { name: string; act: (page: Page) => Promise<void> }

export type OurPage = { name: string; path: string; ready: string; interactions: Interaction[] }

/** No placeholder can be seen any more. */
const SETTLED = `(document.querySelector('main h1') !== null &&
  [...document.querySelectorAll('[data-slot="skeleton"]')].every((element) => {
    const box = element.getBoundingClientRect()
    return !element.checkVisibility() || box.bottom < 0 || box.top > innerHeight
  }))`

const rows = (within: string, count: number) =>
  `document.querySelectorAll('${within} [role="row"], ${within} tr').length > ${count}`
const drawn = (within: string) => `document.querySelector('${within} canvas, ${within} svg path[d]') !== null`
const all = (...conditions: string[]) => conditions.join(' && ')

const ACT_MS_MAX = 5000

const openMenu: Interaction = {
  name: 'open a menu',
  act: async (page) => {
    await page.getByRole('navigation', { name: 'Path' }).getByRole('button').last().click({ timeout: ACT_MS_MAX })
    await page.keyboard.press('Escape')
  },
}

const openCommands: Interaction = {
  name: 'open the command menu and type',
  act: async (page) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('', { timeout: ACT_MS_MAX })
    await page.keyboard.type('a')
    await page.keyboard.press('Escape')
  },
}

const onRuns: Interaction[] = [
  {
    name: 'sort',
    act: (page) => page.getByRole('columnheader').nth(3).getByRole('button').click({ timeout: ACT_MS_MAX }),
  },
  {
    name: 'type in the search',
    act: async (page) => {
      await page.locator('[data-search]').first().click({ timeout: ACT_MS_MAX })
      for (const letter of 'bold') await page.keyboard.press(letter)
    },
  },
  {
    name: 'toggle an eye',
    act: (page) =>
      page
        .getByRole('grid', { name: 'Runs' })
        .getByRole('row')
        .nth(2)
        .getByRole('button')
        .first()
        .click({ timeout: ACT_MS_MAX }),
  },
  {
    name: 'scroll',
    act: async (page) => {
      await page.getByRole('grid', { name: 'Runs' }).focus({ timeout: ACT_MS_MAX })
      for (let press = 0; press < 4; press++) await page.keyboard.press('PageDown')
    },
  },
  {
    name: 'choose columns',
    act: (page) => page.getByRole('button', { name: /^Columns/ }).click({ timeout: ACT_MS_MAX }),
  },
]

const onSweep: Interaction[] = [
  {
    name: 'sort',
    act: (page) =>
      page
        .getByRole('region', { name: /Runs/ })
        .getByRole('columnheader')
        .nth(2)
        .getByRole('button')
        .click({ timeout: ACT_MS_MAX }),
  },
  {
    name: 'go from line to line',
    act: async (page) => {
      await page.getByRole('slider', { name: /Runs in the chart/ }).focus({ timeout: ACT_MS_MAX })
      for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight')
    },
  },
  {
    name: 'open the menu of an axis',
    act: async (page) => {
      await page
        .getByRole('button', { name: /filter, flip, move/ })
        .first()
        .click({ timeout: ACT_MS_MAX })
      await page.keyboard.press('Escape')
    },
  },
]

const onRun: Interaction[] = [
  {
    name: 'type in the search',
    act: async (page) => {
      await page.locator('[data-search]').first().click({ timeout: ACT_MS_MAX })
      for (const letter of 'loss') await page.keyboard.press(letter)
    },
  },
  {
    name: 'change the tab',
    act: (page) => page.getByRole('tab', { name: /^Config/ }).click({ timeout: ACT_MS_MAX }),
  },
]

/** Of a project that a scenario made; pages that it has nothing to show on are left out. */
export async function ourPages(api: Api, path: { entity: string; project: string }): Promise<OurPage[]> {
  const home = `/${path.entity}/${path.project}`
  const sweeps = await api.sweeps.list.query(path)
  const { runs } = await api.runs.list.query({ ...path, limit: 1 })
  const [sweep] = sweeps
  const [run] = runs
  const pages: OurPage[] = [
    {
      name: 'workspace',
      path: home,
      ready: all(SETTLED, drawn('main figure')),
      interactions: [openMenu, openCommands, ...onRuns.filter(({ name }) => name !== 'scroll')],
    },
    { name: 'runs', path: `${home}/runs`, ready: all(SETTLED, rows('main', 1)), interactions: onRuns },
  ]
  if (run !== undefined)
    pages.push({
      name: 'run',
      path: `${home}/runs/${run.id}`,
      ready: all(SETTLED, drawn('main figure')),
      interactions: onRun,
    })
  if (sweep === undefined) return pages
  const sweepPath = `${home}/sweeps/${sweep.id}`
  pages.push(
    { name: 'sweeps', path: `${home}/sweeps`, ready: all(SETTLED, rows('main', 0)), interactions: [openMenu] },
    { name: 'sweep', path: sweepPath, ready: all(SETTLED, drawn('main figure')), interactions: onSweep },
    { name: 'controls', path: `${sweepPath}/controls`, ready: SETTLED, interactions: [openMenu] },
  )
  if (sweeps.length > 1)
    pages.push({
      name: 'compare',
      path: `${home}/compare?sweeps=${sweeps.map(({ id }) => id)}`,
      ready: all(SETTLED, drawn('main')),
      interactions: [openMenu],
    })
  return pages
}
