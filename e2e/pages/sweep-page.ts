import { expect, type Locator, type Page } from '@playwright/test'

/** The page of one sweep, as people read and press it. */
export class SweepPage {
  readonly page: Page
  readonly title: Locator
  readonly runRows: Locator

  constructor(page: Page) {
    this.page = page
    this.title = page.getByRole('heading', { level: 1 })
    this.runRows = page
      .getByRole('region', { name: 'Runs of the sweep' })
      .getByRole('row')
      .filter({ hasText: /finished|running|killed/ })
  }

  async open(project: string, sweep: string): Promise<void> {
    await this.page.goto(`/owner/${project}/sweeps/${sweep}`)
  }

  button(name: string): Locator {
    return this.page
      .getByRole('banner')
      .or(this.page.getByRole('main'))
      .getByRole('button', { name, exact: true })
      .first()
  }

  async expectState(state: string): Promise<void> {
    await expect(this.page.locator('main header').getByText(state, { exact: true })).toBeVisible()
  }

  async tab(name: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Sweep' })
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .click()
  }
}
