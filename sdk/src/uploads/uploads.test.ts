import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakeClock, fakeSpool, settle } from '../testing'
import type { SendFile, SentFile } from './send-file'
import { Uploads } from './uploads'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'uploads-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function setUp(answer: (target: string) => SentFile | Promise<SentFile> = () => ({ kind: 'sent' })) {
  const clock = fakeClock()
  const spool = fakeSpool()
  const warnings: string[] = []
  const sent: { target: string; content: string }[] = []
  let underWay = 0
  const most = { underWay: 0 }
  const send: SendFile = async ({ target, source }) => {
    underWay++
    most.underWay = Math.max(most.underWay, underWay)
    const content = readFileSync(source, 'utf8')
    const result = await answer(target)
    underWay--
    if (result.kind === 'sent') sent.push({ target, content })
    return result
  }
  const folder = join(root, 'copies')
  const uploads = new Uploads({
    target: '/files/ada/p/r',
    folder,
    spool,
    send,
    clock,
    chance: () => 0.5,
    warn: (sentence) => warnings.push(sentence),
  })
  const keep = (text: string, path: string) => uploads.keep(Buffer.from(text), () => path)
  return { clock, spool, warnings, sent, uploads, folder, keep, most }
}

describe('files on their way', () => {
  test('are sent a few at a time under their escaped path, and leave nothing on disk', async () => {
    const { sent, spool, folder, keep, most, uploads } = setUp()
    for (let index = 0; index < 10; index++) keep(`content ${index}`, `media/a b_${index}.png`)
    expect(spool.entries).toHaveLength(10)
    await settle()
    await uploads.drain({ stalledMsMax: 0, msMax: 0 })
    await settle()
    expect(sent).toHaveLength(10)
    expect(sent[0]).toEqual({ target: '/files/ada/p/r/media/a%20b_0.png', content: 'content 0' })
    expect(most.underWay).toBeLessThanOrEqual(3)
    expect(spool.entries).toEqual([])
    expect(existsSync(folder)).toBe(false)
  })

  test('with the same content share one copy until the last is sent', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const { sent, keep, folder } = setUp(async (target) => {
      if (target.endsWith('b')) await held
      return { kind: 'sent' }
    })
    keep('same', 'a')
    keep('same', 'b')
    expect(readdirSync(folder)).toHaveLength(1)
    await settle()
    expect(sent.map(({ target }) => target)).toEqual(['/files/ada/p/r/a'])
    expect(readdirSync(folder)).toHaveLength(1)
    release()
    await settle()
    expect(sent).toHaveLength(2)
    expect(existsSync(folder)).toBe(false)
  })

  test('wait on disk while the server is away, and are sent when it is back', async () => {
    let isAway = true
    const { clock, sent, spool, keep, warnings, uploads } = setUp(() =>
      isAway ? { kind: 'failed', reason: 'away' } : { kind: 'sent' },
    )
    keep('one', '1')
    await clock.pass(10_000)
    expect(sent).toEqual([])
    expect(spool.entries).toHaveLength(1)
    expect(warnings).toHaveLength(1)
    isAway = false
    await clock.pass(6000)
    expect(sent).toHaveLength(1)
    expect(uploads.unsentCount).toBe(0)
    expect(spool.entries).toEqual([])
  })

  test('that are saved again before they are sent are sent with what they hold last', async () => {
    let isAway = true
    const { clock, sent, uploads } = setUp(() => (isAway ? { kind: 'failed', reason: 'away' } : { kind: 'sent' }))
    const path = join(root, 'model.bin')
    writeFileSync(path, 'first')
    await uploads.save('model.bin', path)
    await settle()
    writeFileSync(path, 'second')
    await uploads.save('model.bin', path)
    writeFileSync(path, 'not saved')
    isAway = false
    await clock.pass(6000)
    expect(sent).toEqual([{ target: '/files/ada/p/r/model.bin', content: 'second' }])
  })

  test('one that is refused does not keep the others', async () => {
    const { sent, keep, warnings, spool } = setUp((target) =>
      target.endsWith('large') ? { kind: 'refused', status: 413, reason: 'too large' } : { kind: 'sent' },
    )
    keep('x', 'large')
    keep('y', 'small')
    await settle()
    expect(sent.map(({ target }) => target)).toEqual(['/files/ada/p/r/small'])
    expect(warnings).toEqual([expect.stringContaining('too large')])
    expect(spool.entries).toEqual([])
  })

  test('of a run that is gone are given up; with a key that does not do they stay on disk', async () => {
    const gone = setUp(() => ({ kind: 'refused', status: 404, reason: 'no such run' }))
    for (const name of ['a', 'b', 'c', 'd', 'e']) gone.keep(name, name)
    await settle()
    expect(gone.warnings).toHaveLength(1)
    expect(gone.spool.entries).toEqual([])
    expect(await gone.uploads.drain({ stalledMsMax: 1000, msMax: 1000 })).toBe(true)

    const locked = setUp(() => ({ kind: 'refused', status: 401, reason: 'wrong key' }))
    locked.keep('a', 'a')
    await settle()
    expect(locked.spool.entries).toHaveLength(1)
    expect(readdirSync(locked.folder)).toHaveLength(1)
    expect(await locked.uploads.drain({ stalledMsMax: 1000, msMax: 1000 })).toBe(false)
  })

  test('are waited for as long as they move, and not longer', async () => {
    const { clock, keep, uploads, spool } = setUp(() => ({ kind: 'failed', reason: 'away' }))
    keep('one', '1')
    let result: boolean | null = null
    void uploads.drain({ stalledMsMax: 5000, msMax: 60_000 }).then((isSent) => {
      result = isSent
    })
    await clock.pass(4000)
    expect(result).toBeNull()
    await clock.pass(2000)
    expect(result).toBe(false)
    uploads.close()
    expect(spool.entries).toHaveLength(1)
  })

  test('that cannot be read are refused where they are saved', async () => {
    const { uploads } = setUp()
    await expect(uploads.save('x', join(root, 'missing'))).rejects.toThrow(/ENOENT/)
    await expect(uploads.save('x', root)).rejects.toThrow(/is no file/)
  })
})
