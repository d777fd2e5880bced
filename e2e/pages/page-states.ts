/** What the pages show, made once a server: scenarios that stay as they are, reports, a sweep whose agents are alive. */
import { pack } from '~/components/lib/packed'
import type { PanelsState } from '~/server/domain/view'
import type { Api } from '../api-client'
import { localDatabaseUrl } from '../scenarios/local-database'
import { makeScenario } from '../scenarios/make-scenario'

/** The moment of the scenarios; a browser that stands still there says "20 min ago" for ever. */
export const NOW_MS = Date.parse('2026-03-02T10:00:00Z')

/** Paths of the projects, and ids of what is in them. */
export type Place = {
  owner: string
  methods: string
  /** Of `methods`. */
  sweeps: string[]
  report: string
  thousand: string
  /** Of `thousand`: its sweep, and the best run of it. */
  big: string
  run: string
  underWay: string
  sweepUnderWay: string
  runUnderWay: string
}

export const NOWHERE: Place = {
  owner: '/-',
  methods: '/-/-',
  sweeps: [],
  report: '-',
  thousand: '/-/-',
  big: '-',
  run: '-',
  underWay: '/-/-',
  sweepUnderWay: '-',
  runUnderWay: '-',
}

type Wish = { dataDir: string; nowMs: number; signal: AbortSignal }

/** Until the signal comes, what is under way stays so. */
export async function makePlace(api: Api, { dataDir, nowMs, signal }: Wish): Promise<Place> {
  const wanted = { nowMs, databaseUrl: () => localDatabaseUrl(dataDir) }
  for (const name of ['three-methods', 'thousand-run-sweep', 'nan-metrics', 'empty'])
    await makeScenario(api, name, wanted)
  const { entity, goOn } = await makeScenario(api, 'sweep-under-way', wanted)
  void goOn(signal)
  const sweepsOf = async (project: string) => (await api.sweeps.list.query({ entity, project })) ?? []
  const sweeps = (await sweepsOf('three-methods')).map(({ id }) => id)
  const [big] = await sweepsOf('thousand-run-sweep')
  const [underWay] = await sweepsOf('sweep-under-way')
  if (big === undefined || underWay === undefined) throw new Error('a scenario has no sweep')
  const running = await api.runs.list.query({ entity, project: 'sweep-under-way', filter: 'state = running', limit: 1 })
  return {
    owner: `/${entity}`,
    methods: `/${entity}/three-methods`,
    sweeps,
    report: await reportOn(api, { entity, project: 'three-methods' }, sweeps),
    thousand: `/${entity}/thousand-run-sweep`,
    big: big.id,
    run: big.best?.runId ?? '',
    underWay: `/${entity}/sweep-under-way`,
    sweepUnderWay: underWay.id,
    runUnderWay: running.runs[0]?.id ?? '',
  }
}

const TITLE = 'Three ways through sixty settings'

async function reportOn(api: Api, path: { entity: string; project: string }, sweeps: string[]): Promise<string> {
  const known = (await api.reports.list.query(path)).find(({ title }) => title === TITLE)
  if (known !== undefined) return known.id
  const text = '## Which method?\n\nAll three reached **the same best**; grid needed the most runs for it.'
  const { id } = await api.reports.create.mutate({
    ...path,
    title: TITLE,
    content: {
      blocks: [
        { kind: 'markdown', id: 'words', text },
        { kind: 'comparison', id: 'figures', sweeps, options: '' },
      ],
    },
  })
  return id
}

/** Panels of every kind, as the address of a workspace carries them. */
export function allKinds(): string {
  const state: Partial<PanelsState> = {
    isAutomatic: false,
    sections: [
      {
        id: 'all-kinds',
        title: 'One of each',
        panels: [
          { id: 'line', kind: 'line', metrics: ['loss', 'val_loss'] },
          { id: 'formula', kind: 'line', metrics: [], formula: '${val_loss} / ${loss}' },
          { id: 'bar', kind: 'bar', column: 'summary.val_accuracy' },
          {
            id: 'scatter',
            kind: 'scatter',
            x: 'config.lr',
            y: 'summary.val_accuracy',
            color: 'config.layers',
            isLogX: true,
          },
          { id: 'histogram', kind: 'histogram', metric: 'weights' },
          { id: 'parallel', kind: 'parallel', columns: [], color: 'summary.val_accuracy', goal: 'maximize' },
          { id: 'importance', kind: 'importance', column: 'summary.val_accuracy' },
          { id: 'scalar', kind: 'scalar', column: 'summary.val_accuracy', reduce: 'best', goal: 'maximize' },
          { id: 'comparer', kind: 'comparer', differsOnly: true },
          { id: 'words', kind: 'markdown', text: '### Notes\n\n- what was tried\n- what came of it' },
        ],
      },
    ],
  }
  return pack(state)
}
