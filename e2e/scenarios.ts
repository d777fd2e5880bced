/**
 * Small states of a server that tests start from, made through the same door that agents use. Deterministic: the
 * objective is a formula, the seeds are fixed. Big ones, by name, are in scenarios/.
 */
import type { Api } from './api-client'
import { epochRow, METHODS, type Method, type Params, sweepConfig } from './scenarios/three-methods'

export { epochRow, sweepConfig }

/** Works a sweep off until it is over, or `count` runs are finished; answers how many it did. */
export async function workOff(api: Api, sweep: string, count = Number.POSITIVE_INFINITY): Promise<number> {
  const { agent } = await api.agents.register.mutate({ sweep, host: 'scenario' })
  let done = 0
  while (done < count) {
    const next = await api.agents.nextRun.mutate({ agent, waitMs: 5000 })
    if (next.kind === 'over' || next.kind === 'stop') break
    if (next.kind === 'wait') continue
    const params = next.config as Params
    const lines = Array.from({ length: params.epochs }, (_, index) =>
      JSON.stringify({ _step: index, ...epochRow(params, index + 1) }),
    )
    await api.history.append.mutate({ storageId: next.storageId, offset: 0, lines })
    await api.runs.finish.mutate({ storageId: next.storageId, exitCode: 0 })
    done++
  }
  await api.agents.leave.mutate({ agent })
  return done
}

/** Three finished sweeps of one space: grid 60, random 20, bayes 20. Answers their ids by method. */
export async function threeMethods(api: Api, project: string): Promise<Record<Method, string>> {
  const ids = { grid: '', random: '', bayes: '' }
  for (const { method, runCap } of METHODS) {
    const { sweep } = await api.sweeps.create.mutate({ project, config: sweepConfig(method, runCap) })
    await workOff(api, sweep)
    ids[method] = sweep
  }
  return ids
}

/** One run with a console, text values, NaN and a gap. */
export async function richRun(api: Api, project: string, run: string): Promise<string> {
  const { storageId } = await api.runs.start.mutate({
    project,
    run,
    name: 'brisk-lake-7',
    config: { lr: 0.001, optimizer: 'adam', model: { width: 64 } },
    tags: ['baseline'],
  })
  const lines = Array.from({ length: 200 }, (_, step) => {
    const loss = step === 50 ? 'NaN' : String(1 / (1 + step / 20))
    return `{"_step":${step},"_runtime":${step * 0.5},"train/loss":${loss},"train/accuracy":${1 - 1 / (1 + step / 15)},"note":"epoch ${step}"}`
  })
  await api.history.append.mutate({ storageId, offset: 0, lines })
  await api.console.write.mutate({
    storageId,
    offset: 0,
    lines: Array.from({ length: 120 }, (_, index) => ({
      text: `epoch ${index}: loss ${(1 / (1 + index)).toFixed(3)}`,
      stream: index % 40 === 39 ? ('stderr' as const) : ('stdout' as const),
    })),
  })
  return storageId
}
