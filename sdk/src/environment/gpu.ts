/** NVIDIA's cards, as nvidia-smi tells of them. A machine without it is asked once. */
import { execFile } from 'node:child_process'

const SMI_MS_MAX = 5000
const MEBIBYTE = 1024 * 1024

let isAbsent = false

function ask(fields: string): Promise<string[][]> {
  if (isAbsent) return Promise.resolve([])
  const args = [`--query-gpu=${fields}`, '--format=csv,noheader,nounits']
  return new Promise((resolve) => {
    execFile('nvidia-smi', args, { timeout: SMI_MS_MAX, windowsHide: true }, (error, stdout) => {
      if (error !== null) isAbsent ||= 'code' in error && error.code === 'ENOENT'
      resolve(error === null ? parseSmi(stdout) : [])
    })
  })
}

/** Rows of fields; what a card does not tell is `[N/A]` or the like. */
export function parseSmi(output: string): string[][] {
  return output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(',').map((field) => field.trim()))
}

export type GpuFact = { name: string; memoryTotal: number }

export async function readGpus(): Promise<GpuFact[]> {
  return (await ask('name,memory.total')).map(([name = '', total = '']) => ({
    name,
    memoryTotal: Number(total) * MEBIBYTE,
  }))
}

const FIELDS = 'index,utilization.gpu,utilization.memory,memory.used,memory.total,temperature.gpu,power.draw'

/** Names and units of the wandb client. */
export async function sampleGpus(): Promise<Record<string, number>> {
  return gpuMetrics(await ask(FIELDS))
}

export function gpuMetrics(rows: readonly string[][]): Record<string, number> {
  const metrics: Record<string, number> = {}
  for (const row of rows) {
    const [
      index,
      gpu = Number.NaN,
      memory = Number.NaN,
      used = Number.NaN,
      total = Number.NaN,
      temp = Number.NaN,
      power = Number.NaN,
    ] = row.map(Number)
    const named = {
      gpu,
      memory,
      memoryAllocated: (used / total) * 100,
      memoryAllocatedBytes: used * MEBIBYTE,
      temp,
      powerWatts: power,
    }
    for (const [name, value] of Object.entries(named))
      if (Number.isFinite(value)) metrics[`system.gpu.${index}.${name}`] = value
  }
  return metrics
}
