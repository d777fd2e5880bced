/** What is known of where, when and on what a run ran, by names that people read. Pure. */
import { countOf, formatBytes, formatCount, formatDuration, formatInstant } from '~/components/lib/format'
import type { RunDetail } from '~/server/domain/run'
import type { RunMetadata } from '~/server/domain/run-metadata'

export type Fact = [name: string, value: string]

export function timeFacts(run: RunDetail, zone: string | null): Fact[] {
  return known([
    ['Created', formatInstant(run.createdAt, zone)],
    ['Started', run.startedAt && formatInstant(run.startedAt, zone)],
    ['Finished', run.finishedAt && formatInstant(run.finishedAt, zone)],
    ['Last heard', run.heartbeatAt && formatInstant(run.heartbeatAt, zone)],
    ['Duration', run.durationSeconds === null ? null : formatDuration(run.durationSeconds)],
    ['Exit code', run.exitCode === null ? null : String(run.exitCode)],
    ['Rows logged', formatCount(run.historyLineCount)],
    ['Last step', run.lastStep === null ? null : formatCount(run.lastStep)],
    ['Console lines', formatCount(run.consoleLineCount)],
  ])
}

export function placeFacts(run: RunDetail, metadata: RunMetadata): Fact[] {
  const { git } = metadata
  return known([
    ['Run id', run.id],
    ['Group', run.group],
    ['Job type', run.jobType],
    ['Host', run.host ?? metadata.host],
    ['User', metadata.username],
    ['Agent', run.agent],
    ['Program', metadata.program ?? run.program],
    ['Folder', metadata.root],
    ['Commit', git?.commit?.slice(0, 12)],
    ['Branch', git?.branch],
    ['Repository', git?.remote],
    ['Change on top', git?.dirty === undefined ? null : git.dirty ? 'yes, in diff.patch' : 'none'],
  ])
}

export function machineFacts(metadata: RunMetadata): Fact[] {
  const cores = metadata.cpu_count_logical ?? metadata.cpu_count
  return known([
    ['System', metadata.os],
    ['Node', metadata.node],
    ['Python', metadata.python],
    ['CUDA', metadata.cudaVersion],
    ['Processor', [metadata.cpu?.model, cores && countOf(cores, 'core')].filter(Boolean).join(', ')],
    ['Memory', metadata.memory?.total && formatBytes(metadata.memory.total)],
    ['Graphics', graphicsSaid(metadata)],
    ['Container', metadata.docker],
  ])
}

function graphicsSaid({ gpu, gpu_count: count, gpu_nvidia: cards }: RunMetadata): string | null {
  const name = gpu ?? cards?.[0]?.name
  if (name === undefined) return null
  const total = cards?.[0]?.memoryTotal
  const each = total === undefined ? '' : `, ${formatBytes(total)}${(count ?? 1) > 1 ? ' each' : ''}`
  return `${(count ?? 1) > 1 ? `${count} × ` : ''}${name}${each}`
}

function known(facts: [string, string | number | null | undefined][]): Fact[] {
  return facts.flatMap(([name, value]): Fact[] => (value ? [[name, String(value)]] : []))
}
