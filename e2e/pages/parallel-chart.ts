import { expect, type Locator, type Page } from '@playwright/test'

/** Parallel coordinates on the page of a sweep: axes by name, as a pointer and as keys take hold of them. */
export class ParallelChart {
  readonly page: Page
  readonly titles: Locator
  readonly chips: Locator
  readonly facts: Locator

  constructor(page: Page) {
    this.page = page
    this.titles = page.locator('[data-slot="axis-title"]')
    this.chips = page.getByRole('list', { name: 'Brushes' }).getByRole('listitem')
    this.facts = page.getByRole('table', { name: /^Brushed runs beside the rest/ })
  }

  axis(name: string): Locator {
    return this.page.getByRole('slider', { name: `Brush ${name}`, exact: true })
  }

  title(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${name}( log)?: brush, flip, move`) })
  }

  /** Names of the axes from left to right. */
  async order(): Promise<string[]> {
    const named = await this.titles.evaluateAll((titles) =>
      titles.map((title) => ({ left: title.getBoundingClientRect().left, name: title.getAttribute('title') ?? '' })),
    )
    return named.sort((a, b) => a.left - b.left).map(({ name }) => name)
  }

  /** Drags along an axis; 0 is its lower end, 1 its upper end, as it stands on the page. */
  async brush(name: string, from: number, to: number): Promise<void> {
    const axis = this.axis(name)
    await axis.scrollIntoViewIfNeeded()
    const box = await axis.boundingBox()
    if (box === null) throw new Error(`the axis ${name} is not drawn`)
    // Twelve pixels above and below the ends are left for labels.
    const y = (share: number) => box.y + 12 + (1 - share) * (box.height - 24)
    const x = box.x + box.width / 2
    await this.page.mouse.move(x, y(from))
    await this.page.mouse.down()
    await this.page.mouse.move(x, y((from + to) / 2), { steps: 4 })
    await this.page.mouse.move(x, y(to), { steps: 4 })
    await this.page.mouse.up()
  }

  /** Drags the title of an axis to where another one stands. */
  async dragAxis(name: string, onto: string): Promise<void> {
    const [from, to] = [await this.title(name).boundingBox(), await this.title(onto).boundingBox()]
    if (from === null || to === null) throw new Error('the axes are not drawn')
    await this.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await this.page.mouse.down()
    await this.page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 })
    await this.page.mouse.up()
  }

  async menu(name: string, item: string): Promise<void> {
    await this.title(name).click()
    await this.page.getByRole('dialog').getByRole('button', { name: item, exact: true }).click()
    await this.page.keyboard.press('Escape')
  }

  /** How many runs pass, as the numbers beside the chart say. */
  async passing(): Promise<number> {
    const row = this.facts.getByRole('row', { name: /^(brushed|all)/ })
    return Number((await row.getByRole('cell').first().textContent())?.replace(/\D/g, ''))
  }

  async expectPassing(count: number): Promise<void> {
    await expect.poll(() => this.passing()).toBe(count)
  }
}
