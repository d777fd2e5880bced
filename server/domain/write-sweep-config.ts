/**
 * A sweep config as YAML text that says the same when it is read again, by this server and by W&B's own client. That
 * one reads YAML 1.1, in which `1e-5` is a string and `yes` is a truth, so numbers carry a point and words that any
 * reader could take for something else are quoted.
 */
import { Document, isMap, isScalar, isSeq, type ScalarTag, visit } from 'yaml'
import { type Distribution, isGroup, type Parameter, type SweepConfig, type When } from './sweep-config'

/** Never taken for a number, a date, a truth or nothing, in YAML 1.1 or 1.2. */
const PLAIN = /^[A-Za-z_/$][A-Za-z0-9_./$-]*(?: [A-Za-z0-9_./$-]+)*$/
const WORDS_OF_YAML = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf)$/i

const LINE_WIDTH = 100

/** `1e-7` as `1.0e-7`, `1e+21` as `1.0e+21`: a float in both versions of YAML. */
const exponentTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^-?\d\.\d+e[-+]\d+$/,
  identify: (value) => typeof value === 'number' && /e/.test(String(value)),
  resolve: Number,
  stringify: ({ value }) => String(value).replace(/^(-?\d)e/, '$1.0e'),
}

/** Reading the text gives an equal config. Order and default values are as people write them. */
export function writeSweepConfig(config: SweepConfig): string {
  const document = new Document(topOf(config), { customTags: (tags) => [exponentTag, ...tags] })
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string') return
      if (!PLAIN.test(node.value) || WORDS_OF_YAML.test(node.value)) node.type = 'QUOTE_DOUBLE'
    },
    Collection(_, node) {
      // A parameter is one line, unless it is a group.
      const isLeaf = isSeq(node) || (isMap(node) && !node.items.some((pair) => isScalar(pair.key) && isMap(pair.value)))
      if (isLeaf && node !== document.contents) node.flow = true
    },
  })
  return document.toString({ lineWidth: LINE_WIDTH, flowCollectionPadding: false })
}

function topOf({ method, metric, parameters, early_terminate, run_cap, extra, ...others }: SweepConfig) {
  const { name, description, program, command, project, entity, grid, bayes, seed } = others
  return withoutUndefined({
    name,
    description,
    project,
    entity,
    program,
    command,
    method,
    metric: metric && metricOf(metric),
    run_cap,
    seed,
    grid,
    bayes,
    early_terminate,
    parameters: groupOf(parameters),
    ...extra,
  })
}

function withoutUndefined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function metricOf({ name, goal, target, impute, impute_while_running }: NonNullable<SweepConfig['metric']>) {
  return withoutUndefined({
    name,
    goal,
    target,
    impute: impute === 'worst' ? undefined : impute,
    impute_while_running: impute_while_running === 'false' ? undefined : impute_while_running,
  })
}

function groupOf(parameters: Record<string, Parameter>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      isGroup(parameter)
        ? withoutUndefined({ when: parameter.when, parameters: groupOf(parameter.parameters) })
        : leafOf(parameter),
    ]),
  )
}

/** The distribution is named where the other keys do not say it: whole bounds alone would mean integers. */
function leafOf(leaf: Distribution & { when?: When | undefined }): Record<string, unknown> {
  const { distribution, ...fields } = leaf
  const isImplied =
    leaf.distribution === 'constant' ||
    leaf.distribution === 'categorical' ||
    leaf.distribution === 'categorical_w_probabilities' ||
    leaf.distribution === 'int_uniform'
  return isImplied ? fields : { distribution, ...fields }
}
