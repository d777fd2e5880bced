import { expect, type Locator, type Page } from '@playwright/test'

/** The page that makes a sweep: on one page, or step by step. */
export class NewSweepPage {
  readonly page: Page
  readonly yaml: Locator
  readonly problems: Locator

  constructor(page: Page) {
    this.page = page
    this.yaml = page.getByRole('textbox', { name: /^Config as YAML/ })
    this.problems = page.getByRole('list', { name: 'Problems' }).getByRole('listitem')
  }

  async open(project: string, query = ''): Promise<void> {
    await this.page.goto(`/owner/${project}/sweeps/new${query}`)
    await expect(this.yaml).toBeVisible()
  }

  /** The text as the editor holds it; lines that wrap are one. */
  async text(): Promise<string> {
    const lines = await this.yaml.locator('.cm-line').allTextContents()
    return lines.map((line) => line.replaceAll('\u200b', '')).join('\n')
  }

  async expectText(pattern: string | RegExp): Promise<void> {
    await expect.poll(() => this.text()).toMatch(typeof pattern === 'string' ? new RegExp(escaped(pattern)) : pattern)
  }

  /** Writes the whole text anew. */
  async write(text: string): Promise<void> {
    await this.yaml.fill(text)
  }

  setting(name: string): Locator {
    return this.page.getByRole('listitem', { name, exact: true })
  }

  async next(): Promise<void> {
    await this.page.getByRole('button', { name: /^Next:/ }).click()
  }

  async expectStep(name: string): Promise<void> {
    await expect(this.page.getByRole('navigation', { name: 'Steps' }).locator('[aria-current=step]')).toContainText(
      name,
    )
  }

  async start(): Promise<string> {
    await this.page.getByRole('button', { name: 'Start the sweep' }).click()
    await this.page.waitForURL(/started=[a-z0-9]{8}/)
    return new URL(this.page.url()).searchParams.get('started') ?? ''
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
