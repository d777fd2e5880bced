/**
 * Which sweeps count as one, and what a reader must know before believing a difference. Replicates are sweeps of the
 * same config: only name, seed and the number of runs may differ. Pure.
 */
import type { CompareInput, ComparisonNote, Contender, RunOrder } from '~/server/domain/comparison'
import type { Json } from '~/server/domain/json'
import { flattenParameters, type SweepConfig } from '~/server/domain/sweep-config'
import { valueKey } from '~/server/domain/value-key'

export type ComparedConfig = {
  id: string
  name: string
  config: SweepConfig
  seed: number
  endReason: string | null
  /** Its space was changed while it ran. */
  isEdited: boolean
  /** A person chose some of its runs. */
  isByHand: boolean
  /** Runs from before it that its search learns from. */
  priorCount: number
}

export function orderOf({ config, endReason, isEdited, isByHand }: ComparedConfig): RunOrder {
  if (config.method === 'bayes') return 'adaptive'
  if (config.method === 'sobol') return 'spread'
  if (config.method === 'grid' && config.grid?.random_order !== true) return 'listed'
  if (isEdited) return 'edited'
  if (isByHand) return 'by-hand'
  // It stopped because its last run was good: in another order it would have had other runs.
  if (endReason?.startsWith('target of ') === true) return 'target'
  return config.method === 'grid' ? 'shuffled' : 'drawn'
}

/** Every combination was tried, so that its runs stand for the whole of the space, in whatever order they came. */
export function isWholeGrid({ config, endReason, isEdited, isByHand }: ComparedConfig): boolean {
  return config.method === 'grid' && endReason === 'grid used up' && !isEdited && !isByHand
}

type Named = Pick<Contender, 'label' | 'method' | 'ordinal' | 'sweeps'>

export function contendersOf(sweeps: readonly ComparedConfig[], replicates: CompareInput['replicates']): Named[] {
  const groups = new Map<string, number[]>()
  for (const [index, sweep] of sweeps.entries()) {
    const key = replicates === 'apart' ? sweep.id : configKey(sweep)
    groups.set(key, [...(groups.get(key) ?? []), index])
  }
  const contenders = [...groups.values()].map((indices, number, all) => {
    const { method } = firstOf(sweeps, indices).config
    const isMine = (others: number[]) => firstOf(sweeps, others).config.method === method
    const label = all.filter(isMine).length === 1 ? method : longLabel(sweeps, indices)
    return { label, method, ordinal: all.slice(0, number).filter(isMine).length, sweeps: indices }
  })
  return withOwnLabels(contenders, sweeps)
}

function firstOf(sweeps: readonly ComparedConfig[], indices: readonly number[]): ComparedConfig {
  const first = sweeps[indices[0] ?? -1]
  if (first === undefined) throw new Error('A contender without a sweep.')
  return first
}

function longLabel(sweeps: readonly ComparedConfig[], indices: readonly number[]): string {
  const names = indices.map((index) => sweeps[index]?.name ?? '')
  const [name = ''] = names
  if (names.length === 1) return name
  return sharedName(names) ?? `${name} and ${names.length - 1} more`
}

/** "space 1 (seed 2)" and "space 1 (seed 5)" are both "space 1". */
function sharedName(names: readonly string[]): string | null {
  const [first = '', ...rest] = names
  let length = first.length
  for (const other of rest) {
    while (!other.startsWith(first.slice(0, length))) length--
  }
  const shared = first.slice(0, length).replace(/[\s([{_.,:#-]*(seed|replicate)?[\s([{_.,:#-]*$/i, '')
  return shared.length < 3 ? null : shared
}

/** Two sweeps may bear one name; their ids tell them apart. */
function withOwnLabels(contenders: Named[], sweeps: readonly ComparedConfig[]): Named[] {
  const isTaken = (label: string) => contenders.filter((other) => other.label === label).length > 1
  return contenders.map((contender) =>
    isTaken(contender.label)
      ? { ...contender, label: `${contender.label} (${firstOf(sweeps, contender.sweeps).id})` }
      : contender,
  )
}

/** Who had a head start is no replicate of one that had none. */
function configKey({ config, priorCount }: ComparedConfig): string {
  const { method, parameters, metric, early_terminate, grid, bayes, program, command } = config
  return valueKey(asJson([method, parameters, metric, early_terminate, grid, bayes, program, command, priorCount > 0]))
}

/** A parsed config is JSON but for absent keys. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}

export function notesOf(sweeps: readonly ComparedConfig[], contenders: readonly Named[]): ComparisonNote[] {
  const notes: ComparisonNote[] = []
  const parameters = differingParameters(sweeps)
  if (parameters.length > 0) notes.push({ kind: 'space', parameters })
  const programs = sweeps.map(({ config }) => valueKey(asJson([config.program ?? null, config.command ?? null])))
  if (new Set(programs).size > 1) notes.push({ kind: 'program' })
  const twins = contenders.flatMap(({ sweeps: indices }) => sharedSeeds(sweeps, indices))
  if (twins.length > 0) notes.push({ kind: 'seed', sweeps: twins })
  const led = [...sweeps.keys()].filter((index) => (sweeps[index]?.priorCount ?? 0) > 0)
  if (led.length > 0) notes.push({ kind: 'prior', sweeps: led })
  const stopping = [...sweeps.keys()].filter((index) => sweeps[index]?.config.early_terminate !== undefined)
  if (stopping.length > 0) notes.push({ kind: 'early-termination', sweeps: stopping })
  return notes
}

function differingParameters(sweeps: readonly ComparedConfig[]): string[] {
  const spaces = sweeps.map(
    ({ config }) =>
      new Map(
        flattenParameters(config.parameters).map(({ name, distribution, when }) => [
          name,
          valueKey(asJson([distribution, when])),
        ]),
      ),
  )
  const names = new Set(spaces.flatMap((space) => [...space.keys()]))
  return [...names].filter((name) => new Set(spaces.map((space) => space.get(name))).size > 1).sort()
}

/** A seed decides what is tried, so replicates under one seed try the same again; a listed grid does so under any. */
function sharedSeeds(sweeps: readonly ComparedConfig[], indices: readonly number[]): number[] {
  return indices.filter((index) => {
    const mine = sweeps[index]
    return (
      mine !== undefined &&
      orderOf(mine) !== 'listed' &&
      indices.some((other) => other !== index && sweeps[other]?.seed === mine.seed)
    )
  })
}
