/** What a page costs the server alone: its HTML and the questions that a browser asks for it, asked again without one. */
import type { Page } from '@playwright/test'
import { median } from '../bench-server'

const REPEATS = 9

/** Addresses that the page asks the server for, as they come. Streams are left out: they have no end. */
export function recordQuestions(page: Page): string[] {
  const questions: string[] = []
  page.on('request', (request) => {
    const isQuestion = request.method() === 'GET' && new URL(request.url()).pathname.startsWith('/api/trpc/')
    if (isQuestion && request.resourceType() === 'fetch') questions.push(request.url())
  })
  return questions
}

/** Median of the time to the last byte of all of them. The first time warms up and does not count. */
export async function serverMs(url: string, questions: readonly string[], cookie: string): Promise<number> {
  const get = async (address: string) => {
    const response = await fetch(address, { headers: { cookie } })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${address} was answered ${response.status}`)
  }
  const timesMs: number[] = []
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const startMs = performance.now()
    await get(url)
    await Promise.all(questions.map(get))
    if (repeat > 0) timesMs.push(performance.now() - startMs)
  }
  return median(timesMs)
}
