import type { Locator, Page } from '@playwright/test'

/** The list of a project's sweeps, as people read and press it. */
export class SweepListPage {
  readonly page: Page
  readonly search: Locator
  readonly rows: Locator

  constructor(page: Page) {
    this.page = page
    this.search = page.getByRole('searchbox', { name: 'Search sweeps' })
    this.rows = page
      .getByRole('table', { name: 'Sweeps' })
      .getByRole('row')
      .filter({ has: page.getByRole('link') })
  }

  async open(project: string, query = ''): Promise<void> {
    await this.page.goto(`/owner/${project}/sweeps${query}`)
  }

  /** Names in the order of the rows. */
  async names(): Promise<string[]> {
    return this.rows.evaluateAll((rows) => rows.map((row) => row.querySelector('a')?.textContent ?? ''))
  }

  filter(word: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(word) })
  }

  async sortBy(column: string): Promise<void> {
    await this.page.getByRole('columnheader', { name: column, exact: true }).getByRole('button').click()
  }

  async tick(name: string): Promise<void> {
    await this.page.getByRole('checkbox', { name: `Choose ${name}` }).click()
  }
}
