/**
 * `npm run screenshots [-- NAME…]`: every page in two themes and two widths as small pictures beside this file, to be
 * looked at in a review. The scenarios are the same each time and the browser's clock stands still; a picture that shows
 * the same as before is left as it is. Wants `npm run build` first.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { apiClient } from '../api-client'
import { CHROMIUM_ARGS, findChromium } from '../chromium.mjs'
import { everyPage, openSettled, type ShownPage, scrollThrough } from '../pages/every-page'
import { makePlace, NOW_MS } from '../pages/page-states'
import { makeDataDir, removeDataDir, type ServerProcess, startServerProcess } from '../server-process'
import { pictureFile, SHOTS, type Shot } from './shots'

/** Higher pages are cut: what matters is at the top. */
const HEIGHT_MAX = 2400
const QUALITY = 62
/** Share of pixels that may differ a little: the edges of letters do from machine to machine. */
const SAME_SHARE_MAX = 0.0001
/** What says how long ago something was looks at the clock once a second, and is drawn anew when it went on. */
const TICK_MS = 1200

async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  const dataDir = await makeDataDir()
  const end = new AbortController()
  // What lies in the trash of the scenarios was put there long ago, by the server's clock.
  const server = await startServerProcess({ dataDir, env: { SWEEPBOARD_TRASH_DAYS: '3650' } })
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
  try {
    const pages = everyPage(await makePlace(apiClient(server), { dataDir, nowMs: NOW_MS, signal: end.signal }))
    const chosen = pages.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    for (const shot of SHOTS) await takeAll(browser, server, { shot, pages: chosen })
  } finally {
    end.abort()
    await browser.close()
    await server.stop()
    await removeDataDir(dataDir)
  }
}

type Plan = { shot: Shot; pages: readonly ShownPage[] }

async function takeAll(browser: Browser, server: ServerProcess, { shot, pages }: Plan): Promise<void> {
  const options = {
    baseURL: server.url,
    viewport: { width: shot.width, height: shot.width < 500 ? 844 : 900 },
    colorScheme: shot.theme,
    reducedMotion: 'reduce' as const,
  }
  const stranger = await browser.newContext(options)
  const context = await browser.newContext(options)
  await context.request.post('/api/sign-in', { data: { key: server.key } })
  for (const { name, path, isPublic } of pages) {
    const page = await (isPublic ? stranger : context).newPage()
    await page.clock.setFixedTime(NOW_MS)
    await openSettled(page, path)
    await scrollThrough(page)
    await page.clock.setFixedTime(NOW_MS + TICK_MS)
    await page.waitForTimeout(TICK_MS)
    const picture = await capture(page, shot)
    await page.close()
    const isWritten = await keep(context, pictureFile(name, shot), picture)
    console.log(
      `${isWritten ? 'new ' : 'same'} ${name} ${shot.width} ${shot.theme} ${Math.round(picture.length / 1000)} KB`,
    )
  }
  await context.close()
  await stranger.close()
}

/** By the browser's own protocol, which can shrink a picture and write WebP. */
async function capture(page: Page, { width, scale }: Shot): Promise<Buffer> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  const cdp = await page.context().newCDPSession(page)
  const { data } = await cdp.send('Page.captureScreenshot', {
    format: 'webp',
    quality: QUALITY,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, HEIGHT_MAX), scale },
  })
  return Buffer.from(data, 'base64')
}

/** False when the picture that is there shows the same. */
async function keep(context: BrowserContext, file: URL, picture: Buffer): Promise<boolean> {
  const before = await readFile(file).catch(() => null)
  if (before !== null && (await differenceOf(context, before, picture)) <= SAME_SHARE_MAX) return false
  await writeFile(file, picture)
  return true
}

/** Share of pixels that look different; 1 when the sizes do. */
async function differenceOf(context: BrowserContext, before: Buffer, after: Buffer): Promise<number> {
  const page = await context.newPage()
  try {
    return await page.evaluate(
      async (pictures) => {
        const [first, second] = await Promise.all(
          pictures.map(async (base64) => {
            const image = new Image()
            image.src = `data:image/webp;base64,${base64}`
            await image.decode()
            const canvas = new OffscreenCanvas(image.width, image.height)
            const context = canvas.getContext('2d')
            context?.drawImage(image, 0, 0)
            return context?.getImageData(0, 0, image.width, image.height)
          }),
        )
        if (first == null || second == null || first.width !== second.width || first.height !== second.height) return 1
        let different = 0
        for (let at = 0; at < first.data.length; at += 4) {
          const distance = [0, 1, 2].map((band) =>
            Math.abs((first.data[at + band] ?? 0) - (second.data[at + band] ?? 0)),
          )
          if (Math.max(...distance) > 24) different += 1
        }
        return different / (first.width * first.height)
      },
      [before.toString('base64'), after.toString('base64')],
    )
  } finally {
    await page.close()
  }
}

await main()
