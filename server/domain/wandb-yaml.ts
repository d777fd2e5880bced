/**
 * A config as a file that the command line of W&B takes: its keys only, and spelled so that PyYAML, which reads YAML
 * 1.1, reads the same values. What is Sweepboard's own is kept as a comment at the end.
 */
import { isMap, isScalar, Scalar, visit } from 'yaml'
import { editableYaml, printYaml, respell } from './editable-yaml'
import { numberText } from './number-text'
import { readSweepText } from './sweep-text'

const WANDB_KEYS: ReadonlySet<string> = new Set([
  'method',
  'parameters',
  'metric',
  'early_terminate',
  'program',
  'command',
  'run_cap',
  'name',
  'description',
  'project',
  'entity',
  'controller',
  'scheduler',
  'job',
  'image_uri',
  'apiVersion',
  'kind',
])

export type WandbFile = {
  text: string
  /** Keys that W&B does not know; they are in a comment of the file. */
  setAside: string[]
}

/** Null for a text that is no YAML object. */
export function wandbYaml(text: string): WandbFile | null {
  const document = editableYaml(text)
  if (document === null || !isMap(document.contents)) return null
  const keyOf = (key: unknown) => (isScalar(key) ? String(key.value) : '')
  const own = document.contents.items.filter(({ key }) => !WANDB_KEYS.has(keyOf(key)))
  const setAside = own.map(({ key }) => keyOf(key))
  if (own.length > 0) {
    const rest = editableYaml('{}')
    if (rest === null) return null
    rest.contents = document.contents.clone() as typeof rest.contents
    if (isMap(rest.contents)) {
      rest.contents.flow = false
      rest.contents.items = own
    }
    const lines = printYaml(rest, text).trimEnd().split('\n')
    document.contents.items = document.contents.items.filter((pair) => !own.includes(pair))
    document.comment = [document.comment, ' For Sweepboard alone:', ...lines.map((line) => ` ${line}`)]
      .filter((part) => part != null)
      .join('\n')
  }
  visit(document, {
    Scalar(_, node) {
      spellForPyYaml(node)
    },
    Pair(_, pair) {
      // The schema of W&B wants the word, where people write what it means.
      if (keyOf(pair.key) === 'impute_while_running' && isScalar(pair.value) && pair.value.value === false)
        pair.value = quoted('false')
    },
  })
  return { text: printYaml(document, text), setAside }
}

function quoted(text: string): Scalar {
  const scalar = new Scalar(text)
  scalar.type = Scalar.QUOTE_DOUBLE
  return scalar
}

function spellForPyYaml(node: Scalar): void {
  if (node.type !== 'PLAIN' || node.source === undefined) return
  const old = readSweepText(node.source, '1.1')
  const isSame = old.kind === 'ok' && old.node.kind === 'scalar' && Object.is(old.node.value, node.value)
  if (isSame) return
  if (typeof node.value === 'number') respell(node, numberText(node.value))
  else if (typeof node.value === 'string') node.type = Scalar.QUOTE_DOUBLE
}
