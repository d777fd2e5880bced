/**
 * How few runs the search needs: our methods and, in the same run, the peers that can be installed, on the same objectives with the
 * same seeds and budget.
 *
 *   npm run bench -- search [--objectives MODULE] [--only a,b] [--methods a,b] [--budget N] [--seeds N] [--parallel N[,N]]
 *
 * Simple regret is the distance of the best run so far from the optimum. A row's `ratio` is the regret of the best peer over
 * ours.
 */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BenchRow } from './bench-row'
import type { Objective } from './search/objective'
import { OBJECTIVES } from './search/objectives'
import { OUR_METHODS, ours } from './search/ours'
import { PEERS, peer } from './search/peer'
import { findPeers } from './search/python-peers'
import { reportOf } from './search/report'
import type { Searcher } from './search/searcher'
import { type Outcome, simulate } from './search/simulate'
import { median } from './search/statistics'

type Options = {
  objectives: Objective[]
  methods: string[]
  budget: number
  seeds: number
  parallel: number[]
}

export async function run(args: string[]): Promise<BenchRow[]> {
  const options = await readOptions(args)
  const searchers = searchersOf(options.methods)
  const names = searchers.map(({ name }) => name)
  const rows: BenchRow[] = []
  for (const parallel of options.parallel) {
    const results = []
    for (const objective of options.objectives) {
      const startMs = performance.now()
      const outcomes = await searchAll(searchers, objective, { ...options, parallel })
      const regretToReach = await randomReaches(objective)
      results.push({ objective, outcomes, regretToReach })
      const seconds = Math.round((performance.now() - startMs) / 1000)
      console.log(
        `${objective.name} parallel=${parallel}: ${sayMedians(objective, outcomes, options.budget)} (${seconds} s)`,
      )
    }
    rows.push(...reportOf(results, { names, parallel, budget: options.budget }))
  }
  return rows
}

function sayMedians(objective: Objective, outcomes: Map<string, Outcome[]>, budget: number): string {
  return [...outcomes]
    .map(
      ([name, all]) =>
        `${name} ${Math.log10(Math.max(objective.regretMin ?? 1e-8, median(all.map(({ regret }) => regret[budget - 1] ?? Number.NaN)))).toFixed(2)}`,
    )
    .join(', ')
}

/** Two at a time: what our own search leaves idle while a peer thinks is used by the next. */
async function searchAll(
  searchers: Searcher[],
  objective: Objective,
  { seeds, budget, parallel }: { seeds: number; budget: number; parallel: number },
): Promise<Map<string, Outcome[]>> {
  const outcomes = new Map(searchers.map(({ name }) => [name, new Array<Outcome>(seeds)]))
  const tasks = searchers.flatMap((searcher) => Array.from({ length: seeds }, (_, seed) => ({ searcher, seed })))
  // Ours and theirs alternate, so that both have the machine as much to themselves.
  tasks.sort((a, b) => a.seed - b.seed)
  const lane = async () => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const { searcher, seed } = task
      const outcome = await simulate(searcher, objective, { seed: seed + 1, budget, parallel })
      const all = outcomes.get(searcher.name)
      if (all !== undefined) all[seed] = outcome
    }
  }
  await Promise.all([lane(), lane()])
  return outcomes
}

const RANDOM_SEEDS = 30
const RANDOM_BUDGET = 200

/** Median regret of random search after 200 evaluations. */
async function randomReaches(objective: Objective): Promise<number> {
  const random = ours('random', { method: 'random' })
  const ends: number[] = []
  for (let seed = 1; seed <= RANDOM_SEEDS; seed++) {
    const { regret } = await simulate(random, objective, { seed: 1000 + seed, budget: RANDOM_BUDGET, parallel: 1 })
    ends.push(regret[RANDOM_BUDGET - 1] ?? Number.POSITIVE_INFINITY)
  }
  return median(ends)
}

function searchersOf(methods: string[]): Searcher[] {
  const wanted = methods.length > 0 ? methods : [...Object.keys(OUR_METHODS), ...PEERS]
  const needsPeers = wanted.some((name) => isPeer(name))
  const python = needsPeers ? findPeers() : null
  return wanted.flatMap((name) => {
    const method = OUR_METHODS[name]
    if (method !== undefined) return ours(name, method)
    if (!isPeer(name))
      throw new Error(`--methods: found "${name}", there are ${[...Object.keys(OUR_METHODS), ...PEERS].join(', ')}`)
    return python === null ? [] : peer(name, python)
  })
}

function isPeer(name: string): boolean {
  return (PEERS as readonly string[]).includes(name)
}

async function readOptions(args: string[]): Promise<Options> {
  const given = new Map<string, string>()
  for (let at = 0; at < args.length; at += 2) given.set(args[at] ?? '', args[at + 1] ?? '')
  const known = ['--objectives', '--only', '--methods', '--budget', '--seeds', '--parallel']
  const unknown = [...given.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Error(`Found ${unknown}, there are ${known.join(', ')}`)
  const count = (name: string, otherwise: number) => {
    const value = Number(given.get(name) ?? otherwise)
    if (!Number.isInteger(value) || value < 1)
      throw new Error(`${name}: found "${given.get(name)}", allowed: a whole number from 1`)
    return value
  }
  const list = (name: string) => given.get(name)?.split(',') ?? []
  const only = list('--only')
  const all = given.has('--objectives') ? await readObjectives(given.get('--objectives') ?? '') : OBJECTIVES
  return {
    objectives: only.length === 0 ? all : all.filter(({ name }) => only.includes(name)),
    methods: list('--methods'),
    budget: count('--budget', 100),
    seeds: count('--seeds', 10),
    parallel: given.has('--parallel') ? list('--parallel').map(Number) : [1],
  }
}

/** The module's list: its default export, or the only list that it exports. */
async function readObjectives(file: string): Promise<Objective[]> {
  const module: Record<string, unknown> = await import(pathToFileURL(resolve(file)).href)
  const list = [module['default'], ...Object.values(module)].find(Array.isArray)
  if (list === undefined)
    throw new Error(`--objectives: ${file} exports no list of {name, parameters, goal, optimum, evaluate}`)
  return list as Objective[]
}
