/** A reading of the machine every 15 seconds, in the names and units of the wandb client. */
import { availableParallelism, freemem, totalmem } from 'node:os'
import { printJsonLine } from '~/server/domain/json-line'
import type { Clock } from '../clock'
import { sampleGpus } from './gpu'
import {
  ownProcess,
  type ProcessFacts,
  parseDiskStats,
  parseNetDev,
  readCpuTimes,
  readDiskUsage,
  readProc,
} from './machine'

export const SAMPLE_MS = 15_000
/** Soon enough for a short run to have one, late enough for the shares of a time to mean something. */
export const FIRST_SAMPLE_MS = 3000

const MEBIBYTE = 1024 * 1024

export type SamplerOptions = {
  clock: Clock
  startedMs: number
  firstMs?: number
  /** The process that does the work, where it is not this one. Null while there is none. */
  processFacts?: () => Promise<ProcessFacts | null>
  onLine(line: string): void
}

/** Returns the function that ends it. Keeps no process alive. */
export function sampleSystem(options: SamplerOptions): () => void {
  const end = new AbortController()
  void run(options, end.signal)
  return () => end.abort()
}

async function run({ clock, startedMs, firstMs = FIRST_SAMPLE_MS, ...options }: SamplerOptions, signal: AbortSignal) {
  const reader = await createReader(options.processFacts ?? ownFacts)
  for (let waitMs = firstMs; !signal.aborted; waitMs = SAMPLE_MS) {
    await clock.sleep(waitMs, { signal, isIdle: true })
    if (signal.aborted) return
    const metrics = await reader()
    const nowMs = clock.now()
    const times = { _timestamp: nowMs / 1000, _runtime: (nowMs - startedMs) / 1000 }
    if (!signal.aborted) options.onLine(printJsonLine({ ...metrics, ...times }))
  }
}

async function ownFacts(): Promise<ProcessFacts> {
  const threads = await readProc('/proc/self/status', (text) =>
    Number(/^Threads:\s*(\d+)/m.exec(text)?.[1] ?? Number.NaN),
  )
  return ownProcess(threads)
}

type Reading = {
  atMs: number
  cpu: ReturnType<typeof readCpuTimes>
  process: ProcessFacts | null
  net: ReturnType<typeof parseNetDev> | null
  disk: ReturnType<typeof parseDiskStats> | null
}

/** Counters count from the first reading; shares are of the time since the last one. */
async function createReader(processFacts: () => Promise<ProcessFacts | null>) {
  const read = async (): Promise<Reading> => ({
    atMs: performance.now(),
    cpu: readCpuTimes(),
    process: await processFacts(),
    net: await readProc('/proc/net/dev', parseNetDev),
    disk: await readProc('/proc/diskstats', parseDiskStats),
  })
  const first = await read()
  let last = first
  return async (): Promise<Record<string, number>> => {
    const now = await read()
    const [gpus, usage] = await Promise.all([sampleGpus(), readDiskUsage('/')])
    const metrics = { ...metricsOf(first, last, now), ...gpus }
    last = now
    if (usage === null) return metrics
    return {
      ...metrics,
      'system.disk./.usagePercent': usage.share * 100,
      'system.disk./.usageGB': usage.usedBytes / (MEBIBYTE * 1024),
    }
  }
}

export function metricsOf(first: Reading, last: Reading, now: Reading): Record<string, number> {
  const total = totalmem()
  const metrics: Record<string, number> = {
    'system.cpu_percent': share(now.cpu.busyMs - last.cpu.busyMs, now.cpu.totalMs - last.cpu.totalMs),
    'system.memory_percent': (1 - freemem() / total) * 100,
    'system.proc.memory.availableMB': freemem() / MEBIBYTE,
  }
  if (now.process !== null) {
    const before = last.process?.cpuMs ?? now.process.cpuMs
    metrics['system.cpu'] = share(now.process.cpuMs - before, (now.atMs - last.atMs) * availableParallelism())
    metrics['system.proc.memory.rssMB'] = now.process.rssBytes / MEBIBYTE
    metrics['system.proc.memory.percent'] = (now.process.rssBytes / total) * 100
    if (now.process.threads !== null) metrics['system.proc.cpu.threads'] = now.process.threads
  }
  if (now.net !== null && first.net !== null) {
    metrics['system.network.sent'] = now.net.sent - first.net.sent
    metrics['system.network.recv'] = now.net.received - first.net.received
  }
  if (now.disk !== null && first.disk !== null) {
    metrics['system.disk.in'] = (now.disk.read - first.disk.read) / MEBIBYTE
    metrics['system.disk.out'] = (now.disk.written - first.disk.written) / MEBIBYTE
  }
  return Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value)))
}

function share(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.max(0, Math.min(100, (part / whole) * 100))
}
