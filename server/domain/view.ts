/**
 * What a workspace shows: which runs in what order, and which panels. A saved view is this; the address carries what
 * differs from it.
 */
import { z } from 'zod'
import { lineSettingsSchema, panelSectionSchema, zoomsSchema } from './panel'
import { runSortSchema } from './run-list'

const column = z.string().min(1).max(300)
const runIds = z.array(z.string().min(1).max(128)).max(1000)

export const runsStateSchema = z.object({
  search: z.string().max(200),
  /** In the filter language; '' lets every run through. */
  filter: z.string().max(4000),
  sort: z.array(runSortSchema).min(1).max(4),
  /** Columns by whose values runs are grouped, from the outside in. */
  groupBy: z.array(column).max(5),
  /** What a group says of the numbers of its runs; best where it is known what is good. */
  groupShows: z.enum(['mean', 'min', 'max', 'best']).catch('mean'),
  /** Null: those that the project suggests. */
  columns: z
    .array(z.object({ id: column, width: z.int().min(40).max(1200).optional(), isPinned: z.boolean().optional() }))
    .max(200)
    .nullable(),
  /** How many of the first runs (or groups) are drawn. */
  top: z.int().min(0).max(1000),
  /** Eyes: not drawn though among the first, and drawn though beyond. Ids of runs, or keys of groups. */
  hidden: runIds,
  shown: runIds,
  /** Colours given by hand, as numbers of the palette, by run id or group key. */
  colors: z.record(z.string().max(300), z.int().min(0).max(19)),
  /** Run ids that stay at the top of the table. */
  pinned: runIds,
  /** The run that others are compared with. */
  baseline: z.string().max(128).nullable(),
})
export type RunsState = z.infer<typeof runsStateSchema>

export const panelsStateSchema = z.object({
  /** Sections in the order of the page. */
  sections: z.array(panelSectionSchema).max(200),
  /** Each metric has a panel by itself: prefixes without a section among `sections` follow with one of their own. */
  isAutomatic: z.boolean(),
  /** Metrics that get no panel by themselves, and prefixes that get no section. */
  hidden: z.array(z.string().max(1024)).max(5000),
  hiddenPrefixes: z.array(z.string().max(1024)).max(500),
  /** Ids of sections that are open though they would be closed at first, or the other way round. */
  toggled: z.array(z.string().max(1100)).max(1000),
  settings: lineSettingsSchema.partial(),
  zoom: zoomsSchema,
  /** Regular expression over titles and metrics. */
  search: z.string().max(200),
})
export type PanelsState = z.infer<typeof panelsStateSchema>

export const workspaceStateSchema = z.object({ runs: runsStateSchema, panels: panelsStateSchema })
export type WorkspaceState = z.infer<typeof workspaceStateSchema>

/** What a workspace shows when nobody has arranged it. */
export const WORKSPACE_STATE: WorkspaceState = {
  runs: {
    search: '',
    filter: '',
    sort: [{ column: 'createdAt', direction: 'desc' }],
    groupBy: [],
    groupShows: 'mean',
    columns: null,
    top: 20,
    hidden: [],
    shown: [],
    colors: {},
    pinned: [],
    baseline: null,
  },
  panels: {
    sections: [],
    isAutomatic: true,
    hidden: [],
    hiddenPrefixes: [],
    toggled: [],
    settings: {},
    zoom: {},
    search: '',
  },
}
