import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claimSpoolFiles, openSpool, readSpoolFile, type SpoolEntry } from './spool'

const run = { storageId: '0199aaaa-0000-7000-8000-000000000000', url: 'http://127.0.0.1:3000' }
const entry: SpoolEntry = { kind: 'history', offset: 3, lines: ['{"x":NaN}'], summary: null }
/** Larger than any process number that Linux gives. */
const DEAD_PID = 99_999_999

let folder = ''
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'spool-')), 'deep')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

/** As a process leaves it that is no more. */
function leaveBehind(name = `${run.storageId}.${DEAD_PID}.jsonl`): void {
  const spool = openSpool(folder, run)
  spool.append([entry])
  const text = readFileSync(spool.path, 'utf8').replace(`"pid":${process.pid}`, `"pid":${DEAD_PID}`)
  spool.clear()
  writeFileSync(join(folder, name), text)
}

describe('the spool', () => {
  test('makes no file until there is something to keep, and none stays when all is sent', () => {
    const spool = openSpool(folder, run)
    spool.append([])
    spool.append([entry])
    spool.append([{ kind: 'finish', exitCode: 0, reason: null }])
    expect(readSpoolFile(spool.path)).toEqual({
      path: spool.path,
      head: { kind: 'run', ...run, host: hostname(), pid: process.pid },
      entries: [entry, { kind: 'finish', exitCode: 0, reason: null }],
    })
    spool.clear()
    expect(readdirSync(folder)).toEqual([])
  })

  test('drops a last line that a crash left half written', () => {
    const spool = openSpool(folder, run)
    spool.append([entry])
    appendFileSync(spool.path, '{"kind":"history","off')
    expect(readSpoolFile(spool.path)?.entries).toEqual([entry])
  })

  test('does not hand out the file of a process that lives', () => {
    openSpool(folder, run).append([entry])
    expect(claimSpoolFiles(folder, run.url)).toEqual([])
  })

  test('hands out the file of a process that is no more, to one claimant', () => {
    leaveBehind()
    const [file] = claimSpoolFiles(folder, run.url)
    expect(file?.entries).toEqual([entry])
    expect(readdirSync(folder)).toEqual([`${run.storageId}.${DEAD_PID}.jsonl.${process.pid}`])
  })

  test('hands out again what a claimant left that is no more', () => {
    leaveBehind(`${run.storageId}.${DEAD_PID}.jsonl.${DEAD_PID}`)
    expect(claimSpoolFiles(folder, run.url)).toHaveLength(1)
  })

  test("leaves other servers' files alone, and says nothing of a folder that is not there", () => {
    expect(claimSpoolFiles(folder, run.url)).toEqual([])
    leaveBehind()
    expect(claimSpoolFiles(folder, 'http://elsewhere:3000')).toEqual([])
  })
})
