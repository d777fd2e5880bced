import { expect, type Locator, type Page } from '@playwright/test'

/** The workspace of a project, as people read and press it. */
export class WorkspacePage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(project: string, query = ''): Promise<void> {
    await this.page.goto(`/owner/${project}${query}`)
    await this.settled()
  }

  /** Panels that are in sight have drawn what they have. */
  async settled(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(this.page.locator('[data-slot="panel-slot"]').first()).toBeVisible()
    await expect.poll(() => this.waitingInSight()).toBe(0)
  }

  /** What is below the window waits until it is scrolled to. */
  private waitingInSight(): Promise<number> {
    return this.page.locator('[data-slot="panel-slot"] [data-slot="skeleton"]').evaluateAll(
      (places) =>
        places.filter((place) => {
          const { top, bottom } = place.getBoundingClientRect()
          return bottom > 0 && top < window.innerHeight
        }).length,
    )
  }

  section(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true })
  }

  panel(title: string): Locator {
    const heading = this.page.getByRole('heading', { name: title, exact: true })
    return this.page.locator('[data-slot="panel-slot"]').filter({ has: heading })
  }

  plot(title: string): Locator {
    return this.panel(title).locator('[data-slot="plot"]')
  }

  titles(section: string): Promise<string[]> {
    return this.section(section).locator('[data-slot="panel-slot"] h3').allTextContents()
  }

  async menu(title: string, item: string): Promise<void> {
    await this.panel(title).hover()
    await this.page.getByRole('button', { name: `${title}: menu`, exact: true }).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }

  /** The panel as a table, by the key that everybody has. */
  async table(title: string): Promise<Locator> {
    await this.panel(title).hover()
    await this.page.keyboard.press('t')
    return this.panel(title).getByRole('table')
  }

  /** Chooses a part of x by hand, in shares of the plot. */
  async zoom(title: string, from: number, to: number): Promise<void> {
    const box = await this.plot(title).boundingBox()
    if (box === null) throw new Error(`${title} is not on the page`)
    const y = box.y + box.height / 2
    await this.page.mouse.move(box.x + from * box.width, y)
    await this.page.mouse.down()
    await this.page.mouse.move(box.x + to * box.width, y, { steps: 4 })
    await this.page.mouse.up()
  }

  /** Drags a panel by its handle onto another one, before which it comes. */
  async drag(title: string, onto: string): Promise<void> {
    await this.panel(title).hover()
    const handle = await this.page.getByRole('button', { name: `Move ${title}`, exact: true }).boundingBox()
    const target = await this.panel(onto).boundingBox()
    if (handle === null || target === null) throw new Error('the panels are not on the page')
    await this.page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
    await this.page.mouse.down()
    await this.page.mouse.move(handle.x, handle.y + 20, { steps: 4 })
    await this.page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 })
    await this.page.mouse.up()
  }

  async addPanel(kind: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Add panel', exact: true }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('button', { name: new RegExp(`^${kind}`) }).click()
    return dialog
  }

  async download(title: string, item: string): Promise<{ name: string; content: Buffer }> {
    const waiting = this.page.waitForEvent('download')
    await this.menu(title, item)
    const download = await waiting
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    return { name: download.suggestedFilename(), content: Buffer.concat(chunks) }
  }
}
