/**
 * `npm run bench -- NAME [--json FILE] [further options]`: runs benchmarks/NAME.bench.ts, prints its rows as a table
 * beside the peer or limit that was measured in the same run, and writes them as JSON when asked.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import type { BenchRow } from './bench-row'

type Benchmark = { run(args: string[]): Promise<BenchRow[]> }

const HERE = new URL('.', import.meta.url)

async function main(): Promise<void> {
  const [name, ...args] = process.argv.slice(2)
  const names = readdirSync(HERE).flatMap((file) => /^(.+)\.bench\.js$/.exec(file)?.[1] ?? [])
  if (name === undefined || !names.includes(name)) {
    console.error(`Usage: npm run bench -- NAME [--json FILE]\nfound "${name ?? ''}", there are: ${names.join(', ')}`)
    process.exit(2)
  }
  const jsonAt = args.indexOf('--json')
  const jsonFile = jsonAt === -1 ? null : args.splice(jsonAt, 2)[1]
  if (jsonFile === undefined) {
    console.error('--json needs the name of a file')
    process.exit(2)
  }
  const { run } = (await import(new URL(`${name}.bench.js`, HERE).href)) as Benchmark
  const rows = await run(args)
  printTable(rows)
  if (jsonFile !== null)
    writeFileSync(jsonFile, `${JSON.stringify({ bench: name, commit: commit(), rows }, null, 2)}\n`)
}

function printTable(rows: BenchRow[]): void {
  console.table(
    rows.map((row) => ({
      ...row,
      value: Number(row.value.toPrecision(4)),
      ...(row.peerValue === undefined ? {} : { peerValue: Number(row.peerValue.toPrecision(4)) }),
      ...(row.ratio === undefined ? {} : { ratio: Number(row.ratio.toPrecision(3)) }),
    })),
  )
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'unknown'
  }
}

await main()
