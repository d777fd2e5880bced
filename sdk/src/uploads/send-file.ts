/**
 * One file to the server, read while it is sent. Node's own client and not fetch: its answer is heard while the body
 * still goes out, so a file that is refused is not sent to its end.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Settings } from '../settings'

/** A connection on which nothing moves for so long is dead. */
const STALLED_MS_MAX = 60_000
const ANSWER_CHARS_MAX = 10_000

export type SentFile =
  | { kind: 'sent' }
  /** May go well next time. */
  | { kind: 'failed'; reason: string }
  /** `status` 404: the run is gone; 401 and 403: the key does not do any more; else this file will never be taken. */
  | { kind: 'refused'; status: number; reason: string }

export type FileSending = { target: string; source: string; signal: AbortSignal; onProgress(): void }
export type SendFile = (file: FileSending) => Promise<SentFile>

export function fileSender({ url, key }: Settings): SendFile {
  return async (file) => {
    const size = await stat(file.source).then(
      (facts) => facts.size,
      () => null,
    )
    if (size === null) return { kind: 'refused', status: 0, reason: `${file.source} is not there any more` }
    try {
      return await send(new URL(file.target, url), { ...file, key, size })
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
    }
  }
}

function send(url: URL, { source, signal, onProgress, key, size }: FileSending & { key: string; size: number }) {
  return new Promise<SentFile>((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp
    const headers = { authorization: `Bearer ${key}`, 'content-length': size }
    const sending = request(url, { method: 'PUT', headers, signal })
    // Never past the size that was told, though the file may grow meanwhile.
    const content = size === 0 ? null : createReadStream(source, { end: size - 1 })
    sending.setTimeout(STALLED_MS_MAX, () => sending.destroy(new Error('nothing moved for a minute')))
    sending.on('response', (answer) => {
      content?.destroy()
      readAnswer(answer).then(resolve, reject)
    })
    sending.on('error', reject)
    if (content === null) {
      sending.end()
      return
    }
    content.on('data', onProgress)
    content.on('error', (error) => sending.destroy(error))
    content.pipe(sending)
  })
}

async function readAnswer(answer: IncomingMessage): Promise<SentFile> {
  const status = answer.statusCode ?? 0
  let text = ''
  answer.setEncoding('utf8')
  for await (const part of answer) if (text.length < ANSWER_CHARS_MAX) text += part
  if (status >= 200 && status < 300) return { kind: 'sent' }
  const reason = sentenceIn(text) ?? `the server answered ${status}`
  const isPassing = status >= 500 || status === 408 || status === 429 || status === 0
  return isPassing ? { kind: 'failed', reason } : { kind: 'refused', status, reason }
}

function sentenceIn(text: string): string | null {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: unknown } }
    return typeof error?.message === 'string' ? error.message : null
  } catch {
    return null
  }
}
