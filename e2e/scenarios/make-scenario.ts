/** Makes a scenario in a project of its own, or finds it there; answers the addresses of its pages. */
import type { Api } from '../api-client'
import { SCENARIOS } from './catalog'
import { writeProject } from './write/write-project'

export type Wanted = {
  /** By default named as the scenario is. */
  project?: string | undefined
  /** The moment that it is made for: what it tells of happened before. */
  nowMs?: number | undefined
  /** Address of the server's own database. Throws when it is not at hand. */
  databaseUrl(): Promise<string>
}

export type Made = {
  entity: string
  project: string
  /** False when it was there already. */
  isNew: boolean
  paths: string[]
  /** Resolves when the signal comes, or at once where nothing goes on. */
  goOn(signal: AbortSignal): Promise<void>
}

export async function makeScenario(api: Api, name: string, wanted: Wanted): Promise<Made> {
  const scenario = SCENARIOS[name]
  if (scenario === undefined)
    throw new Error(`There is no scenario "${name}"; there are: ${Object.keys(SCENARIOS).join(', ')}.`)
  const { defaultEntity: entity } = await api.accounts.me.query()
  const project = wanted.project ?? name
  const path = { entity, project }
  const known = (await api.projects.list.query({ entity })).find((other) => other.name === project)
  const isNew = known === undefined || known.runCount === 0
  if (known === undefined) await api.projects.create.mutate(path)
  if (isNew && scenario.seeded !== undefined) {
    const { storageId } = await api.projects.byName.query(path)
    const place = { id: storageId, name: `${entity}/${project}` }
    await writeProject(await wanted.databaseUrl(), place, scenario.seeded(wanted.nowMs ?? Date.now()))
  }
  const goOn = async (signal: AbortSignal) => scenario.goOn?.({ api, ...path }, signal)
  return { entity, project, isNew, paths: await pathsOf(api, path), goOn }
}

async function pathsOf(api: Api, path: { entity: string; project: string }): Promise<string[]> {
  const home = `/${encodeURIComponent(path.entity)}/${encodeURIComponent(path.project)}`
  const sweeps = await api.sweeps.list.query(path)
  const { runs } = await api.runs.list.query({ ...path, limit: 1 })
  return [
    home,
    ...runs.map(({ id }) => `${home}/runs/${id}`),
    `${home}/sweeps`,
    ...sweeps.slice(0, 4).map(({ id }) => `${home}/sweeps/${id}`),
    ...(sweeps.length > 1 ? [`${home}/compare?sweeps=${sweeps.slice(0, 4).map(({ id }) => id)}`] : []),
  ]
}
