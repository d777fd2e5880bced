/**
 * The address of a workspace: what differs from the view that it starts from, so that every state is a link. Read by
 * pages on the server and by `useWorkspace` in the browser; `stateOf` and `paramsOf` are each other's inverse.
 */
import {
  createLoader,
  createParser,
  type inferParserType,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { pack, unpack } from '~/components/lib/packed'
import { type RunSort, runSortSchema } from '~/server/domain/run-list'
import {
  type PanelsState,
  panelsStateSchema,
  type RunsState,
  runsStateSchema,
  WORKSPACE_STATE,
  type WorkspaceState,
} from '~/server/domain/view'

/** Written where the view has something and the address says: nothing. */
const NONE = '-'

/** `-summary.loss` is descending. */
const sortParser = createParser<RunSort>({
  parse: (text) => {
    const direction = text.startsWith('-') ? 'desc' : 'asc'
    return runSortSchema.safeParse({ column: text.replace(/^-/, ''), direction }).data ?? null
  },
  serialize: ({ column, direction }) => (direction === 'desc' ? `-${column}` : column),
})

const columnsParser = createParser<NonNullable<RunsState['columns']>>({
  parse: (text) =>
    text === NONE ? [] : runsStateSchema.shape.columns.catch(null).parse(text.split(',').map(columnOf)),
  serialize: (columns) =>
    columns.length === 0
      ? NONE
      : columns
          .map(({ id, width, isPinned }) =>
            [encoded(id), width ?? '', isPinned ? 'p' : ''].join('~').replace(/~+$/, ''),
          )
          .join(','),
})

function columnOf(text: string) {
  const [id = '', width = '', pinned = ''] = text.split('~')
  return {
    id: safeDecode(id),
    ...(width === '' ? {} : { width: Number(width) }),
    ...(pinned === 'p' ? { isPinned: true } : {}),
  }
}

/** Without the characters that part items. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('~', '%7E')
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const colorsParser = createParser<RunsState['colors']>({
  parse: (text) => {
    if (text === NONE) return {}
    const pairs = text.split(',').map((pair) => pair.split('~'))
    const colors = Object.fromEntries(pairs.map(([id = '', color = '']) => [safeDecode(id), Number(color)]))
    return runsStateSchema.shape.colors.safeParse(colors).data ?? null
  },
  serialize: (colors) =>
    Object.entries(colors)
      .map(([id, color]) => `${encoded(id)}~${color}`)
      .join(',') || NONE,
})

const panelsParser = createParser<Partial<PanelsState>>({
  parse: (text) => unpack(text, panelsStateSchema.partial()),
  serialize: pack,
})

/** Each is null where the view that the workspace starts from has the say. */
function listOf<T>(item: ReturnType<typeof createParser<T>>) {
  const list = parseAsArrayOf(item)
  return createParser<T[]>({
    parse: (text) => (text === NONE ? [] : list.parse(text)),
    serialize: (items) => (items.length === 0 ? NONE : list.serialize(items)),
  })
}

const textParser = createParser<string>({ parse: (text) => text, serialize: (text) => text })

export const workspaceParams = {
  /** Id of the saved view. */
  view: parseAsString,
  q: parseAsString,
  filter: parseAsString,
  sort: listOf(sortParser),
  group: listOf(textParser),
  show_as: parseAsStringLiteral(['mean', 'min', 'max', 'best']),
  cols: columnsParser,
  top: parseAsInteger,
  hide: listOf(textParser),
  show: listOf(textParser),
  colors: colorsParser,
  pins: listOf(textParser),
  base: parseAsString,
  panels: panelsParser,
}

export type WorkspaceParams = inferParserType<typeof workspaceParams>

export const loadWorkspaceParams = createLoader(workspaceParams)

/** `base` is the content of the saved view, or nothing. What an address says wrongly counts as not said. */
export function stateOf(base: WorkspaceState | null, params: WorkspaceParams): WorkspaceState {
  const { runs, panels } = base ?? WORKSPACE_STATE
  const said: { [name in keyof RunsState]: RunsState[name] | null } = {
    search: params.q,
    filter: params.filter,
    sort: params.sort,
    groupBy: params.group,
    groupShows: params.show_as,
    columns: params.cols,
    top: params.top,
    hidden: params.hide,
    shown: params.show,
    colors: params.colors,
    pinned: params.pins,
    baseline: params.base,
  }
  const state = { ...runs }
  for (const name of runsStateSchema.keyof().options) assign(state, said, name)
  if (params.cols?.length === 0) state.columns = null
  if (params.base === NONE) state.baseline = null
  return { runs: state, panels: { ...panels, ...params.panels } }
}

function assign<K extends keyof RunsState>(
  state: RunsState,
  said: { [name in keyof RunsState]: RunsState[name] | null },
  name: K,
): void {
  const value = said[name]
  if (value !== null && runsStateSchema.shape[name].safeParse(value).success) state[name] = value as RunsState[K]
}

/** What must be in the address for the state to come back; the view's id is kept. */
export function paramsOf(base: WorkspaceState | null, state: WorkspaceState): Omit<WorkspaceParams, 'view'> {
  const { runs, panels } = base ?? WORKSPACE_STATE
  const differing = <K extends keyof RunsState>(name: K): RunsState[K] | null =>
    isSame(runs[name], state.runs[name]) ? null : state.runs[name]
  const changed = Object.fromEntries(
    panelsStateSchema
      .keyof()
      .options.filter((name) => !isSame(panels[name], state.panels[name]))
      .map((name) => [name, state.panels[name]]),
  )
  return {
    q: differing('search'),
    filter: differing('filter'),
    sort: differing('sort'),
    group: differing('groupBy'),
    show_as: differing('groupShows'),
    // No column at all means those that the project suggests.
    cols: isSame(runs.columns, state.runs.columns) ? null : (state.runs.columns ?? []),
    top: differing('top'),
    hide: differing('hidden'),
    show: differing('shown'),
    colors: differing('colors'),
    pins: differing('pinned'),
    base: isSame(runs.baseline, state.runs.baseline) ? null : (state.runs.baseline ?? NONE),
    panels: Object.keys(changed).length === 0 ? null : changed,
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
