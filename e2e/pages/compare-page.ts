import { expect, type Locator, type Page } from '@playwright/test'

/** The page that holds sweeps against each other, as people read and press it. */
export class ComparePage {
  readonly page: Page
  readonly conclusion: Locator
  readonly verdict: Locator
  readonly budget: Locator
  readonly sweepRows: Locator

  constructor(page: Page) {
    this.page = page
    this.conclusion = page.locator('[data-slot="conclusion"]')
    this.verdict = page.locator('[data-slot="verdict"]')
    this.budget = page.getByRole('slider', { name: 'Budget' })
    this.sweepRows = page.getByRole('region', { name: 'Compared sweeps' }).locator('tbody').getByRole('row')
  }

  async open(project: string, search = ''): Promise<void> {
    await this.page.goto(`/owner/${project}/compare${search}`)
  }

  figure(name: string | RegExp): Locator {
    return this.page.locator('figure').filter({ has: this.page.getByRole('heading', { name }) })
  }

  async choose(option: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: option, exact: true }).click()
  }

  /** Waits for the figure, not only for its place. */
  async expectFigure(name: string | RegExp): Promise<void> {
    await expect(this.figure(name).locator('svg path.recharts-line-curve').first()).toBeVisible()
  }

  async exportAs(item: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }
}
