/**
 * Text of a sweep config as a tree that remembers lines and spellings. JSON and JavaScript forget whether a bound was
 * written `1` or `1.0`, and the W&B format decides by that spelling whether a parameter is an integer; so the rules in
 * `parse-sweep-config.ts` read this tree and never a plain object.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type Scalar } from 'yaml'
import type { Problem } from './errors'
import type { Json } from './json'

export type YamlVersion = '1.1' | '1.2'

export type ScalarNode = {
  kind: 'scalar'
  value: string | number | boolean | null
  /** The number was written with a point, an exponent or as infinity. */
  isFloat: boolean
  line: number | null
}
export type ListNode = { kind: 'list'; items: Node[]; line: number | null }
export type MapNode = { kind: 'map'; entries: Map<string, Node>; line: number | null }
export type Node = ScalarNode | ListNode | MapNode

/** `problems` beside a tree are of the kind that leaves the rest readable, so that the rest is checked too. */
export type ReadText = { kind: 'ok'; node: Node; problems: Problem[] } | { kind: 'refused'; problems: Problem[] }

/** More than any real config holds; what a bomb of aliases unfolds to is cut off here. */
const NODES_MAX = 200_000
const DEPTH_MAX = 64
const DEPTH_ALLOWED = `at most ${DEPTH_MAX} levels`
const SYNTAX_PROBLEMS_MAX = 10

/** PyYAML's idea of a float: a point is needed, and an exponent needs its sign. `1e-5` is a string there. */
const FLOAT_1_1 =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/

/** Reads YAML or JSON text. Problems of syntax, double keys, cycles and bombs come back all at once where possible. */
export function readSweepText(text: string, yaml: YamlVersion): ReadText {
  // JSON says `1e-5` and means a number, whatever the YAML version.
  const asJson = parseJson(text)
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, {
      version: asJson === undefined ? yaml : '1.2',
      schema: asJson === undefined && yaml === '1.1' ? 'yaml-1.1' : 'core',
      uniqueKeys: false,
      lineCounter: lines,
      prettyErrors: false,
      // 'silent' would also hide that the text holds several documents.
      logLevel: 'error',
    })
    if (document.errors.length > 0) {
      if (asJson !== undefined) return readSweepValue(asJson)
      // One missing bracket can bring a thousand errors after it; the first few are the ones to mend.
      const errors = document.errors.slice(0, SYNTAX_PROBLEMS_MAX)
      const problems = errors.map((error) => syntaxProblem(error, lines))
      const depth = problems.find((problem) => problem.allowed === DEPTH_ALLOWED)
      return { kind: 'refused', problems: depth === undefined ? problems : [depth] }
    }
    const reader = new Reader(lines, asJson === undefined ? yaml : '1.2')
    const node = reader.read(document.contents as ParsedNode | null, [], 0)
    return { kind: 'ok', node, problems: reader.problems }
  } catch (error) {
    if (error instanceof TooMuch) return { kind: 'refused', problems: [error.problem] }
    if (error instanceof RangeError) return { kind: 'refused', problems: [tooDeep('', null)] }
    throw error
  }
}

/** The same tree from a value that was parsed elsewhere: no lines, and a number is a float when it has a fraction. */
export function readSweepValue(value: unknown): ReadText {
  const problems: Problem[] = []
  const seen = new Set<object>()
  let count = 0
  function convert(part: unknown, path: string[]): Node {
    count++
    if (count > NODES_MAX) throw new TooMuch(tooMany(path.join('.'), null))
    if (path.length > DEPTH_MAX) throw new TooMuch(tooDeep(path.slice(0, 3).join('.'), null))
    if (part === null || typeof part === 'string' || typeof part === 'boolean' || typeof part === 'number') {
      return { kind: 'scalar', value: part, isFloat: typeof part === 'number' && !Number.isInteger(part), line: null }
    }
    if (typeof part !== 'object') {
      problems.push({ path: path.join('.'), line: null, found: `a ${typeof part}`, allowed: 'a JSON value' })
      return { kind: 'scalar', value: null, isFloat: false, line: null }
    }
    if (seen.has(part)) throw new TooMuch(cycle(path.join('.'), null))
    seen.add(part)
    const node: Node = Array.isArray(part)
      ? { kind: 'list', items: part.map((item, index) => convert(item, [...path, String(index)])), line: null }
      : { kind: 'map', entries: new Map(), line: null }
    if (node.kind === 'map') {
      for (const [key, child] of Object.entries(part)) {
        if (child === undefined) continue
        if (key === '__proto__') problems.push(forbiddenName([...path, key].join('.'), null))
        else node.entries.set(key, convert(child, [...path, key]))
      }
    }
    seen.delete(part)
    return node
  }
  try {
    const node = convert(value, [])
    return { kind: 'ok', node, problems }
  } catch (error) {
    if (error instanceof TooMuch) return { kind: 'refused', problems: [error.problem] }
    throw error
  }
}

/** Plain JSON of a node. Infinities and NaN become the strings that stand for them on our wires. */
export function jsonOf(node: Node): Json {
  if (node.kind === 'list') return node.items.map(jsonOf)
  if (node.kind === 'map') return Object.fromEntries([...node.entries].map(([key, child]) => [key, jsonOf(child)]))
  if (typeof node.value !== 'number' || Number.isFinite(node.value)) return node.value
  if (Number.isNaN(node.value)) return 'NaN'
  return node.value > 0 ? 'Infinity' : '-Infinity'
}

/** What a person would call the node in a sentence: `"adam"`, `0.5`, `a list of 3`. */
export function wordsFor(node: Node | undefined): string {
  if (node === undefined) return 'nothing'
  if (node.kind === 'list') return node.items.length === 0 ? 'an empty list' : `a list of ${node.items.length}`
  if (node.kind === 'map') return node.entries.size === 0 ? 'an empty object' : 'an object'
  if (typeof node.value !== 'string') return String(node.value)
  return JSON.stringify(node.value.length > 60 ? `${node.value.slice(0, 57)}...` : node.value)
}

class TooMuch extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.found)
    this.problem = problem
  }
}

class Reader {
  readonly problems: Problem[] = []
  private readonly lines: LineCounter
  private readonly version: YamlVersion
  private readonly open = new Set<object>()
  private readonly anchors = new Map<string, ParsedNode>()
  private readonly targets = new WeakMap<object, ParsedNode>()
  private aliasDepth = 0
  private count = 0

  constructor(lines: LineCounter, version: YamlVersion) {
    this.lines = lines
    this.version = version
  }

  read(node: ParsedNode | null, path: string[], outerLine: number): Node {
    const line = node?.range ? this.lines.linePos(node.range[0]).line : outerLine || null
    const where = path.join('.')
    this.count++
    if (this.count > NODES_MAX) throw new TooMuch(tooMany(where, line))
    if (path.length > DEPTH_MAX) throw new TooMuch(tooDeep(path.slice(0, 3).join('.'), line))
    if (node === null) return { kind: 'scalar', value: null, isFloat: false, line }
    if (isAlias(node)) {
      const target = this.targets.get(node) ?? this.anchors.get(node.source)
      if (target === undefined) {
        this.problems.push({
          path: where,
          line,
          found: `the alias *${node.source}`,
          allowed: 'an anchor set before it',
        })
        return { kind: 'scalar', value: null, isFloat: false, line }
      }
      if (this.open.has(target)) throw new TooMuch(cycle(where, line))
      this.targets.set(node, target)
      this.aliasDepth++
      const result = { ...this.read(target, path, line ?? 0), line }
      this.aliasDepth--
      return result
    }
    // Anchors are noted in reading order (the library's own lookup walks the document once per alias).
    if (node.anchor && this.aliasDepth === 0) this.anchors.set(node.anchor, node)
    if (isScalar(node)) return this.scalar(node, where, line)
    this.open.add(node)
    const result: Node = isSeq<ParsedNode>(node)
      ? {
          kind: 'list',
          items: node.items.map((item, index) => this.read(item, [...path, String(index)], line ?? 0)),
          line,
        }
      : this.map(node, path, line)
    this.open.delete(node)
    return result
  }

  private scalar(node: Scalar, where: string, line: number | null): ScalarNode {
    const { value } = node
    const source = node.source ?? ''
    if (value instanceof Date) return { kind: 'scalar', value: source, isFloat: false, line }
    if (this.version === '1.1' && node.type === 'PLAIN' && isStringToPyYaml(value, source)) {
      return { kind: 'scalar', value: source, isFloat: false, line }
    }
    if (typeof value === 'number') {
      const isFloat = /[.eE]/.test(source) && !/^[-+]?0x/i.test(source)
      return { kind: 'scalar', value, isFloat, line }
    }
    if (value === null || typeof value === 'string' || typeof value === 'boolean') {
      return { kind: 'scalar', value, isFloat: false, line }
    }
    this.problems.push({
      path: where,
      line,
      found: `a value tagged ${node.tag ?? 'specially'}`,
      allowed: 'a JSON value',
    })
    return { kind: 'scalar', value: null, isFloat: false, line }
  }

  private map(node: ParsedNode, path: string[], line: number | null): MapNode {
    const entries = new Map<string, Node>()
    const merged: Node[] = []
    if (!isMap<ParsedNode, ParsedNode | null>(node)) return { kind: 'map', entries, line }
    const firstLines = new Map<string, number | null>()
    for (const pair of node.items) {
      const keyLine = pair.key.range ? this.lines.linePos(pair.key.range[0]).line : line
      if (!isScalar(pair.key)) {
        this.problems.push({ path: path.join('.'), line: keyLine, found: 'a key that is not text', allowed: 'a name' })
        continue
      }
      const key = pair.key.source ?? String(pair.key.value)
      const where = [...path, key].join('.')
      if (key === '<<' && pair.key.type === 'PLAIN') {
        merged.push(this.read(pair.value, path, keyLine ?? 0))
      } else if (key === '__proto__') {
        this.problems.push(forbiddenName(where, keyLine))
      } else if (entries.has(key)) {
        const first = firstLines.get(key)
        const allowed = first ? `each key once (it is first on line ${first})` : 'each key once'
        this.problems.push({ path: where, line: keyLine, found: 'the same key again', allowed })
      } else {
        firstLines.set(key, keyLine)
        // The key's line is where people look for the mistake, also when the value starts below it.
        entries.set(key, { ...this.read(pair.value, [...path, key], keyLine ?? 0), line: keyLine })
      }
    }
    for (const part of merged.flatMap((each) => (each.kind === 'list' ? each.items : [each]))) {
      if (part.kind !== 'map') continue
      for (const [key, child] of part.entries) if (!entries.has(key)) entries.set(key, child)
    }
    return { kind: 'map', entries, line }
  }
}

function isStringToPyYaml(value: unknown, source: string): boolean {
  if (typeof value === 'boolean') return source.length === 1
  if (typeof value !== 'number') return false
  return /[eE]/.test(source) && !/^[-+]?0x/i.test(source) && !FLOAT_1_1.test(source)
}

function parseJson(text: string): unknown {
  const start = text.trimStart()[0]
  if (start !== '{' && start !== '[') return undefined
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON, so it is YAML in flow style or a mistake, which the YAML parser names with its line.
    return undefined
  }
}

function syntaxProblem(error: { message: string; pos: [number, number] }, lines: LineCounter): Problem {
  const found = error.message.split('\n')[0] ?? error.message
  const { line } = lines.linePos(error.pos[0])
  if (/call stack/.test(found)) return tooDeep('', line)
  return { path: '', line, found, allowed: 'YAML or JSON of one sweep config' }
}

function tooMany(path: string, line: number | null): Problem {
  const found = 'aliases that unfold to a tree too large to hold'
  return { path, line, found, allowed: `at most ${NODES_MAX.toLocaleString('en')} values once aliases are unfolded` }
}

function tooDeep(path: string, line: number | null): Problem {
  return { path, line, found: 'nesting without end', allowed: DEPTH_ALLOWED }
}

function cycle(path: string, line: number | null): Problem {
  return {
    path,
    line,
    found: 'a value that contains itself',
    allowed: 'aliases that do not point back into themselves',
  }
}

function forbiddenName(path: string, line: number | null): Problem {
  return { path, line, found: 'the name "__proto__"', allowed: 'any other name: this one is reserved by JavaScript' }
}
