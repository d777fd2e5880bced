/** A proposed sweep as the text that a person goes on with: the keys of W&B, and what was seen as comments. */
import { type Document, isMap, isScalar, type Node, Pair, Scalar, YAMLMap } from 'yaml'
import { newYaml, printYaml, yamlNode } from '../editable-yaml'
import type { Json } from '../json'
import type { Objective } from '../objective'
import type { Distribution } from '../sweep-config'
import type { ObservedSetting } from './propose-space'

export type Proposal = {
  settings: readonly ObservedSetting[]
  objective: Objective | null
  runCount: number
  program: string | null
  command: readonly Json[] | null
}

/** Enough to learn from, and an end that a person need not wait for; the form shows it beside the method. */
const RUN_CAP = 40

export function proposedYaml({ settings, objective, runCount, program, command }: Proposal): string {
  const document = newYaml()
  const varies = settings.some(({ proposed }) => proposed !== null && proposed.distribution !== 'constant')
  // Without a metric, or with nothing to learn about, Bayesian search would be refused.
  document.set('method', objective !== null && varies ? 'bayes' : 'random')
  if (objective !== null) document.set('metric', document.createNode(objective))
  const parameters = new YAMLMap()
  for (const setting of settings) {
    if (setting.proposed === null) continue
    const pair = new Pair<Node, Node>(
      yamlNode(document, setting.path.at(-1) ?? ''),
      yamlNode(document, entriesOf(setting.proposed)),
    )
    if (isMap(pair.value) && setting.runCount < runCount)
      pair.value.comment = ` in ${setting.runCount} of ${runCount} runs`
    groupAt(document, parameters, setting.path.slice(0, -1)).add(pair)
  }
  document.set('parameters', parameters)
  document.set('run_cap', RUN_CAP)
  if (program !== null) document.set('program', program)
  if (command !== null) document.set('command', yamlNode(document, [...command], { flow: false }))
  return printYaml(document)
}

/** The keys of a distribution as the format has them; a list needs no name, nor does a constant. */
export function entriesOf(distribution: Distribution): { [key: string]: Json } {
  const { distribution: name, ...entries } = distribution
  return name === 'constant' || name === 'categorical' || name === 'categorical_w_probabilities'
    ? entries
    : { distribution: name, ...entries }
}

function groupAt(document: Document, parameters: YAMLMap, path: readonly string[]): YAMLMap {
  let at = parameters
  for (const key of path) {
    const pair = at.items.find((item) => isScalar(item.key) && item.key.value === key)
    const inner = isMap(pair?.value) ? pair.value.get('parameters', true) : undefined
    if (isMap(inner)) {
      at = inner
      continue
    }
    const group = new YAMLMap()
    const next = new YAMLMap()
    group.set(new Scalar('parameters'), next)
    at.set(yamlNode(document, key), group)
    at = next
  }
  return at
}
