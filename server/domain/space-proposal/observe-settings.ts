/**
 * What the configs of runs hold, setting by setting: nested groups become paths, and each setting has the values of the
 * runs that have it. A name that is a setting in some runs and a group in others is what it is in most of them.
 */
import type { Json, JsonObject } from '../json'

/** A run as a proposal sees it: its config and its value of the metric, if any. */
export type SeenRun = { config: JsonObject; value: number | null }

export type Seen = { value: Json; run: SeenRun }

export type SeenSetting = { path: string[]; name: string; seen: Seen[] }

/** Deeper ones are no settings that anybody chose. */
const DEPTH_MAX = 16
/** What the SDK writes beside the settings. */
const NOT_SETTINGS: ReadonlySet<string> = new Set(['_wandb', 'wandb_version'])

type Node = { path: string[]; seen: Seen[]; inner: Map<string, Node> }

/** By name: configs are stored without the order in which a program wrote them. */
export function observeSettings(runs: readonly SeenRun[]): SeenSetting[] {
  const root: Node = { path: [], seen: [], inner: new Map() }
  for (const run of runs) walk(root, run.config, run)
  return leavesOf(root)
}

function walk(node: Node, config: JsonObject, run: SeenRun): void {
  for (const [key, value] of Object.entries(config)) {
    if (node.path.length === 0 && NOT_SETTINGS.has(key)) continue
    const child: Node = node.inner.get(key) ?? { path: [...node.path, key], seen: [], inner: new Map() }
    node.inner.set(key, child)
    if (isGroup(value) && child.path.length < DEPTH_MAX) walk(child, value, run)
    else child.seen.push({ value, run })
  }
}

function isGroup(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
}

function leavesOf(node: Node): SeenSetting[] {
  const children = [...node.inner.values()].sort((a, b) => (last(a) < last(b) ? -1 : 1))
  return children.flatMap((child) => {
    const inner = leavesOf(child)
    const runsInside = new Set(inner.flatMap(({ seen }) => seen.map(({ run }) => run))).size
    if (child.seen.length >= runsInside && child.seen.length > 0)
      return [{ path: child.path, name: child.path.join('.'), seen: child.seen }]
    return inner
  })
}

function last({ path }: Node): string {
  return path.at(-1) ?? ''
}
