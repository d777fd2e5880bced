import { expect, type Locator, type Page } from '@playwright/test'

/** The table of a project's runs, as people read and press it. */
export class RunTablePage {
  readonly page: Page
  readonly grid: Locator
  readonly filter: Locator
  readonly problem: Locator
  readonly selected: Locator

  constructor(page: Page) {
    this.page = page
    this.grid = page.getByRole('grid', { name: 'Runs' })
    this.filter = page.getByRole('combobox', { name: 'Filter' })
    this.problem = page.getByRole('alert').filter({ hasText: /^at \d+/ })
    this.selected = page.getByRole('status').filter({ hasText: /selected$/ })
  }

  async open(project: string, search = ''): Promise<void> {
    await this.page.goto(`/owner/${project}/runs${search}`)
    await expect(this.grid.getByRole('row').nth(1)).toBeVisible()
  }

  row(name: string | RegExp): Locator {
    return this.grid.getByRole('row').filter({ hasText: name })
  }

  /** The names of the runs that are drawn, from the top. */
  async names(): Promise<string[]> {
    return this.grid.getByRole('row').getByRole('link').allTextContents()
  }

  async tick(name: string | RegExp, modifiers: 'Shift'[] = []): Promise<void> {
    await this.row(name).first().getByRole('checkbox').click({ modifiers })
  }

  async choose(action: string): Promise<void> {
    await this.page.getByRole('button', { name: action, exact: true }).click()
  }

  async columnMenu(column: string, item: string | RegExp): Promise<void> {
    await this.grid.getByRole('columnheader').filter({ hasText: column }).first().hover()
    await this.page.getByRole('button', { name: `Column ${column}`, exact: true }).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }

  async rowMenu(name: string | RegExp, item: string | RegExp): Promise<void> {
    await this.row(name).first().click({ button: 'right' })
    await this.page.getByRole('menuitem', { name: item }).click()
  }
}
