/** A searcher that lives in Python, asked and told over a pipe, a line of JSON each way. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { jsonObjectSchema } from '~/server/domain/json'
import { packageRoot } from '~/server/root'
import type { Searcher } from './searcher'

const answerSchema = z.object({
  id: z.int().nullish(),
  params: jsonObjectSchema.nullish(),
  tookMs: z.number().optional(),
  error: z.string().optional(),
})
type Answer = z.infer<typeof answerSchema>

export const PEERS = ['optuna-tpe', 'optuna-gp', 'wandb-sweeps-bayes', 'skopt-gp'] as const

/** One process for each search: a peer may keep what it likes in its memory. */
export function peer(name: string, python: string): Searcher {
  return {
    name,
    async start({ parameters, goal }, seed) {
      const line = openPipe(python, join(packageRoot(), 'benchmarks', 'search', 'peers', 'serve.py'))
      await line.ask({ start: name, parameters, goal, seed })
      return {
        async ask() {
          const { id, params, tookMs } = await line.ask({ ask: true })
          return id == null || params == null ? null : { id, params, tookMs: tookMs ?? Number.NaN }
        },
        async tell(id, value) {
          await line.ask({ tell: id, value })
        },
        close: line.close,
      }
    },
  }
}

type Pipe = { ask(question: object): Promise<Answer>; close(): Promise<void> }

function openPipe(python: string, script: string): Pipe {
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
  const child: ChildProcessWithoutNullStreams = spawn(python, ['-W', 'ignore', script], { env })
  let complaints = ''
  child.stderr.on('data', (data) => {
    complaints = `${complaints}${data}`.slice(-4000)
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error(`The peer ended: ${complaints}`)
      const answer = answerSchema.parse(JSON.parse(value))
      if (answer.error !== undefined) throw new Error(`The peer refused: ${answer.error}`)
      return answer
    },
    async close() {
      child.stdin.end()
      await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(null)))
    },
  }
}
