import type { Locator, Page } from '@playwright/test'

/** Reports of a project: the list, one being read, one being written. */
export class ReportPage {
  readonly page: Page
  readonly saved: Locator

  constructor(page: Page) {
    this.page = page
    this.saved = page.getByRole('status').filter({ hasText: 'Saved' })
  }

  async create(project: string): Promise<void> {
    await this.page.goto(`/owner/${project}/reports`)
    await this.page.getByRole('button', { name: 'New report' }).click()
    await this.page.waitForURL(/edit=true/)
    await this.page.getByLabel('Title').waitFor()
  }

  async setTitle(title: string): Promise<void> {
    await this.page.getByLabel('Title').fill(title)
  }

  async addText(text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Text', exact: true }).click()
    await this.page.getByLabel('Text in markdown').last().fill(text)
  }

  async addLines(metric: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Panels', exact: true }).click()
    await this.page.getByRole('button', { name: 'Add panel' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('button', { name: /^Lines/ }).click()
    await dialog.getByRole('button', { name: 'Metric' }).click()
    await this.page.getByRole('option', { name: metric, exact: true }).click()
    await dialog.getByRole('button', { name: 'Add the panel' }).click()
  }

  async done(): Promise<void> {
    await this.saved.waitFor()
    await this.page.getByRole('button', { name: 'Done' }).click()
    await this.page.getByRole('button', { name: 'Edit', exact: true }).waitFor()
  }
}
