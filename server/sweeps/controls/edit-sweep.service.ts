/**
 * Edits the config of a sweep that lives. Each edit is a version: it is looked at beforehand (what would happen to how
 * many), refused when somebody else was faster, and kept. Waits for suggestions that are being made, so that none is
 * made from a config that is gone.
 */
import type { z } from 'zod'
import type { Ctx } from '~/server/context'
import { lock } from '~/server/db/lock'
import { transaction } from '~/server/db/transaction'
import { changesSentence, diffConfigs } from '~/server/domain/config-diff'
import { DomainError, invalid, notFound, type Problem } from '~/server/domain/errors'
import { membershipOf } from '~/server/domain/in-space'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import { isTerminal } from '~/server/domain/run-state'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type {
  EditEffect,
  EditedSweep,
  EditSweepInput,
  PreviewedEdit,
  previewEditInputSchema,
  SweepVersion,
} from '~/server/domain/sweep-controls'
import { forbiddenChanges } from '~/server/domain/sweep-edit-rules'
import { lineOfKey, yamlVersionOf } from '~/server/domain/sweep-text-edit'
import type { Trial } from '~/server/domain/trial'
import { publish } from '~/server/live/publish'
import { endWhenDone } from '../end-when-done.service'
import { findGridLeft } from '../remaining.service'
import { requireSweep } from '../require-sweep.service'
import * as store from '../sweep.store'
import { objectiveOf } from '../sweep-end'
import { listTrials } from '../trial.store'
import { planWaiting, rearrangeWaiting } from '../waiting.service'

type PreviewInput = z.infer<typeof previewEditInputSchema>
type Checked = { problems: Problem[]; warnings: string[]; config: SweepConfig | null }

/** Every problem at once; without problems, what would change and what would happen to how many. */
export async function previewEdit(ctx: Ctx, input: PreviewInput): Promise<PreviewedEdit> {
  const sweep = await requireSweep(ctx, input.sweep, 'viewer')
  const { problems, warnings, config } = checkEdit(sweep, input)
  if (config === null) return { problems, warnings, changes: [], effect: null }
  const changes = diffConfigs(sweep.config, config)
  return { problems, warnings, changes, effect: await effectOf(ctx, sweep, config) }
}

function checkEdit(sweep: store.StoredSweep, input: Omit<PreviewInput, 'sweep'>): Checked {
  const yaml = input.yaml ?? yamlVersionOf({ text: sweep.yaml, config: sweep.config })
  const parsed = parseSweepConfig(input.config, { yaml })
  if (parsed.kind === 'refused') return { problems: parsed.problems, warnings: [], config: null }
  const { config, warnings } = parsed
  const problems = forbiddenChanges(sweep.config, config, (path) => lineOfKey(input.config, path))
  return { problems, warnings, config: problems.length === 0 ? config : null }
}

async function effectOf(ctx: Ctx, sweep: store.StoredSweep, config: SweepConfig): Promise<EditEffect> {
  const { storageId } = sweep
  const plan = await planWaiting(ctx.db, { storageId, config, dropsOutside: true })
  const objective = objectiveOf(config)
  const trials = await listTrials(ctx.db, storageId, objective)
  const isInside = membershipOf(config)
  const split = (counted: Trial[]) => {
    const inside = counted.filter((trial) => isInside(trial.config)).length
    return { inside, outside: counted.length - inside }
  }
  const hasResult = ({ state, best }: Trial) =>
    objective === null ? state === 'finished' : isTerminal(state) && best !== null
  return {
    waiting: { inside: plan.inside.length, outside: plan.outside.length },
    handOutside: plan.handOutside.length,
    overCap: plan.overCap.length,
    returning: plan.returning.length,
    running: split(trials.filter(({ state }) => state === 'running' || state === 'preempting')),
    ended: split(trials.filter(hasResult)),
    grid: await findGridLeft(ctx.db, { ...sweep, config }),
  }
}

export async function editSweep(ctx: Ctx, input: EditSweepInput): Promise<EditedSweep> {
  const { storageId, projectId } = await requireSweep(ctx, input.sweep, 'member')
  const edited = await changeConfig(ctx, storageId, (sweep) => {
    if (sweep.version !== input.version) throw changedMeanwhile(sweep.version, input.version)
    const { problems, warnings, config } = checkEdit(sweep, input)
    if (config === null) throw invalid(problems)
    return { config, warnings, yaml: input.config, note: input.note ?? null, dropsOutside: input.dropOutside }
  })
  publish({ kind: 'sweep', projectId, id: storageId, sweepId: storageId })
  return edited
}

function changedMeanwhile(version: number, edited: number): DomainError {
  return new DomainError(
    'CONFLICT',
    `The sweep is at version ${version} by now, and this edits version ${edited}. Look at what changed, and edit that.`,
  )
}

export type NewConfig = {
  config: SweepConfig
  yaml: string
  warnings: string[]
  /** Made from the changes when it is null. */
  note: string | null
  dropsOutside: boolean
}

/** Makes the next version under the sweep's locks; the caller announces it. */
export async function changeConfig(
  ctx: Ctx,
  storageId: string,
  make: (sweep: store.StoredSweep) => NewConfig,
): Promise<EditedSweep> {
  return transaction(ctx.db, async (tx) => {
    await lock(tx, `suggest ${storageId}`)
    const sweep = await store.lockSweep(tx, storageId)
    if (sweep === null) throw notFound('sweep', storageId)
    if (sweep.state === 'canceled')
      throw new DomainError('CONFLICT', 'This sweep was canceled and stays so; create a new one from its config.')
    const { config, yaml, warnings, note, dropsOutside } = make(sweep)
    const changes = diffConfigs(sweep.config, config)
    if (changes.length === 0)
      throw invalid([
        { path: 'config', line: null, found: 'the same config', allowed: 'a config that says something else' },
      ])
    const version = sweep.version + 1
    const change = { storageId, version, config, yaml, note: note?.trim() || changesSentence(changes) }
    await store.insertVersion(tx, { ...change, madeBy: ctx.actor.username, now: ctx.now() })
    const isOpen = sweep.state !== 'finished'
    const moved = await rearrangeWaiting(tx, { storageId, config, dropsOutside, returns: isOpen })
    // With fewer cells, a lower cap or another target there may be nothing left to wait for.
    await endWhenDone(tx, { ...sweep, config }, ctx.now())
    const state = (await store.findSweepByStorageId(tx, storageId))?.state ?? sweep.state
    const counts = { droppedSuggestions: moved.dropped, returnedSuggestions: moved.returned }
    return { version, changes, ...counts, state, warnings }
  })
}

/** Newest first. */
export async function listVersions(ctx: Ctx, id: string): Promise<SweepVersion[]> {
  const sweep = await requireSweep(ctx, id, 'viewer')
  const versions = await store.listVersions(ctx.db, sweep.storageId)
  return versions.map(({ config, createdAt, ...version }, index) => {
    const before = versions[index + 1]
    return {
      ...version,
      createdAt: createdAt.toISOString(),
      changes: before === undefined ? [] : diffConfigs(before.config, config),
    }
  })
}
