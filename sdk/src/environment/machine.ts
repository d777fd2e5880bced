/** Counters of this machine and of processes, from Node and, on Linux, from /proc. What is not to be had is left out. */
import { readdir, readFile, statfs } from 'node:fs/promises'
import { cpus } from 'node:os'

export type CpuTimes = { busyMs: number; totalMs: number }

export function readCpuTimes(): CpuTimes {
  let busyMs = 0
  let totalMs = 0
  for (const { times } of cpus()) {
    const total = times.user + times.nice + times.sys + times.idle + times.irq
    totalMs += total
    busyMs += total - times.idle
  }
  return { busyMs, totalMs }
}

/** Bytes that went through all interfaces but the loopback since the machine was started. */
export function parseNetDev(text: string): { received: number; sent: number } {
  const totals = { received: 0, sent: 0 }
  for (const line of text.split('\n')) {
    const [name, rest] = line.split(':')
    if (rest === undefined || name?.trim() === 'lo') continue
    const fields = rest.trim().split(/\s+/).map(Number)
    totals.received += fields[0] ?? 0
    totals.sent += fields[8] ?? 0
  }
  return totals
}

const SECTOR_BYTES = 512

/** Bytes read from and written to whole disks since the machine was started; parts of disks would count twice. */
export function parseDiskStats(text: string): { read: number; written: number } {
  const totals = { read: 0, written: 0 }
  for (const line of text.split('\n')) {
    const [, , name = '', , , read, , , , written] = line.trim().split(/\s+/)
    if (!/^(sd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/.test(name)) continue
    totals.read += Number(read) * SECTOR_BYTES
    totals.written += Number(written) * SECTOR_BYTES
  }
  return totals
}

export async function readProc<T>(path: string, parse: (text: string) => T): Promise<T | null> {
  if (process.platform !== 'linux') return null
  try {
    return parse(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}

export async function readDiskUsage(path: string): Promise<{ usedBytes: number; share: number } | null> {
  try {
    const { blocks, bfree, bavail, bsize } = await statfs(path)
    const used = blocks - bfree
    return used + bavail === 0 ? null : { usedBytes: used * bsize, share: used / (used + bavail) }
  } catch {
    return null
  }
}

export type ProcessFacts = { cpuMs: number; rssBytes: number; threads: number | null }

export function ownProcess(threads: number | null): ProcessFacts {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss(), threads }
}

const TICK_MS = 10
const PAGE_BYTES = 4096

/** Group, times, threads and memory of one process; its name may hold blanks and brackets. */
export function parseStat(text: string): (ProcessFacts & { group: number }) | null {
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [, , group, , , , , , , , , user, system] = fields
  if (group === undefined || user === undefined || system === undefined) return null
  return {
    group,
    cpuMs: (user + system) * TICK_MS,
    threads: fields[17] ?? null,
    rssBytes: (fields[21] ?? 0) * PAGE_BYTES,
  }
}

/** Sums over the processes of a group; null where there is no /proc, or no such group any more. */
export async function processGroup(group: number): Promise<ProcessFacts | null> {
  if (process.platform !== 'linux') return null
  const sum = { cpuMs: 0, rssBytes: 0, threads: 0 }
  let isThere = false
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue
    const facts = await readProc(`/proc/${name}/stat`, parseStat)
    if (facts?.group !== group) continue
    isThere = true
    sum.cpuMs += facts.cpuMs
    sum.rssBytes += facts.rssBytes
    sum.threads += facts.threads ?? 0
  }
  return isThere ? sum : null
}
