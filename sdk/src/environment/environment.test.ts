import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseJsonLine } from '~/server/domain/json-line'
import { readMetadata } from '~/server/domain/run-metadata'
import { fakeClock, settle } from '../testing'
import { readGit, withoutSecrets } from './git'
import { gpuMetrics, parseSmi } from './gpu'
import { parseDiskStats, parseNetDev, parseStat } from './machine'
import { commandMetadata, ownMetadata } from './metadata'
import { FIRST_SAMPLE_MS, SAMPLE_MS, sampleSystem } from './system-metrics'

describe('the code of a program', () => {
  let folder: string
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' })
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'git-'))
    git('init', '-q', '-b', 'trunk')
    git('config', 'user.email', 'ada@example.org')
    git('config', 'user.name', 'ada')
    mkdirSync(join(folder, 'sub'))
    writeFileSync(join(folder, 'train.py'), 'lr = 1\n')
    git('add', '.')
    git('commit', '-qm', 'first')
    git('remote', 'add', 'origin', 'https://ada:token@example.org/ada/train.git')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('is its commit, branch and remote, without the secrets of the remote', async () => {
    const state = await readGit(folder)
    expect(state?.facts).toEqual({
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      branch: 'trunk',
      remote: 'https://example.org/ada/train.git',
      dirty: false,
    })
    expect(state?.patch).toBeNull()
  })

  test('that was changed comes with the change, from whatever folder it was started', async () => {
    writeFileSync(join(folder, 'train.py'), 'lr = 2\n')
    writeFileSync(join(folder, 'new.py'), '')
    const state = await readGit(join(folder, 'sub'))
    expect(state?.facts).toMatchObject({ dirty: true, hasPatch: true, untrackedCount: 1, prefix: 'sub/' })
    expect(state?.patch).toContain('+lr = 2')
    git('checkout', '-q', 'train.py')
    execFileSync('git', ['apply'], { cwd: folder, input: state?.patch ?? '' })
    expect(execFileSync('cat', ['train.py'], { cwd: folder, encoding: 'utf8' })).toBe('lr = 2\n')
  })

  test('outside of a repository is not known', async () => {
    expect(await readGit('/')).toBeNull()
  })

  test.each([
    ['https://user:pass@host/x.git', 'https://host/x.git'],
    ['https://token@host/x.git', 'https://host/x.git'],
    ['ssh://git@host/x.git', 'ssh://host/x.git'],
    ['git@host:x.git', 'git@host:x.git'],
  ])('%s is kept as %s', (remote, kept) => {
    expect(withoutSecrets(remote)).toBe(kept)
  })
})

test('how this program was started is read back by the server', () => {
  const read = readMetadata(ownMetadata())
  expect(read).toMatchObject({ node: process.version, executable: process.execPath, root: process.cwd() })
  expect(read.memory?.total).toBeGreaterThan(0)
  expect(readMetadata(commandMetadata(['python', 'train.py', '--lr=1'], 'train.py'))).toMatchObject({
    command: ['python', 'train.py', '--lr=1'],
    program: 'train.py',
  })
})

describe('readings of the machine', () => {
  test('come every 15 seconds with a time, until they are ended', async () => {
    const clock = fakeClock()
    const lines: string[] = []
    const end = sampleSystem({ clock, startedMs: 0, onLine: (line) => lines.push(line) })
    const until = async (count: number) => expect.poll(() => lines.length).toBe(count)
    await expect.poll(() => clock.sleeps).toEqual([FIRST_SAMPLE_MS])
    await clock.pass(FIRST_SAMPLE_MS)
    await until(1)
    await expect.poll(() => clock.sleeps.length).toBe(2)
    await clock.pass(SAMPLE_MS)
    await until(2)
    const row = parseJsonLine(lines[1] ?? '', '', 100)
    expect(row['_runtime']).toBe((FIRST_SAMPLE_MS + SAMPLE_MS) / 1000)
    for (const key of ['system.cpu', 'system.cpu_percent', 'system.memory_percent', 'system.proc.memory.rssMB'])
      expect(row[key], key).toBeTypeOf('number')
    end()
    await clock.pass(SAMPLE_MS * 3)
    await settle()
    expect(lines).toHaveLength(2)
  })

  test('of graphics cards are those that the card tells', () => {
    const rows = parseSmi('0, 93, 40, 20480, 40960, 61, 250.55\n1, [N/A], [N/A], 0, 40960, [N/A], [N/A]\n')
    expect(gpuMetrics(rows)).toEqual({
      'system.gpu.0.gpu': 93,
      'system.gpu.0.memory': 40,
      'system.gpu.0.memoryAllocated': 50,
      'system.gpu.0.memoryAllocatedBytes': 20_480 * 1024 * 1024,
      'system.gpu.0.temp': 61,
      'system.gpu.0.powerWatts': 250.55,
      'system.gpu.1.memoryAllocated': 0,
      'system.gpu.1.memoryAllocatedBytes': 0,
    })
  })

  test('of network and disks leave out the loopback and parts of disks', () => {
    const net = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets
    lo: 500 1 0 0 0 0 0 0 500 1 0 0 0 0 0 0
  eth0: 100 1 0 0 0 0 0 0 40 1 0 0 0 0 0 0
  eth1:7 1 0 0 0 0 0 0 2 1 0 0 0 0 0 0`
    expect(parseNetDev(net)).toEqual({ received: 107, sent: 42 })
    const disks = `   8       0 sda 10 0 4 0 20 0 8 0 0 0 0
   8       1 sda1 10 0 4 0 20 0 8 0 0 0 0
   7       0 loop0 10 0 4 0 20 0 8 0 0 0 0
 259       0 nvme0n1 10 0 2 0 20 0 1 0 0 0 0`
    expect(parseDiskStats(disks)).toEqual({ read: 6 * 512, written: 9 * 512 })
  })

  test('of a process are read whatever its name is', () => {
    const stat = '42 (a) b (c) R 1 7 7 0 -1 0 0 0 0 0 150 50 0 0 20 0 12 0 100 1000000 256 0'
    expect(parseStat(stat)).toEqual({ group: 7, cpuMs: 2000, threads: 12, rssBytes: 256 * 4096 })
  })
})
