/**
 * Formulas over metrics: `${train/loss} / ${val/loss}`, or `log(x)`, where x is the value of a metric. jsep reads the text
 * into a tree, and the tree becomes a chain of functions that only do arithmetic: nothing is ever run as a program. A
 * formula that is wrong says what and where.
 */
import jsep from 'jsep'

export const FORMULA_CHARS_MAX = 1000
const METRICS_MAX = 32

export type Formula = {
  /** Metrics that it names, in the order of their first mention. */
  metrics: string[]
  /** Whether it speaks of x. */
  usesX: boolean
  /** `values` are x, which may be NaN when it is not spoken of, and then those of `metrics`. */
  evaluate: (values: ArrayLike<number>) => number
}

export type FormulaError = {
  message: string
  /** Position of the character in the text, from 0. */
  at: number
}

export type ParsedFormula = { kind: 'formula'; formula: Formula } | { kind: 'error'; error: FormulaError }

export function parseFormula(text: string): ParsedFormula {
  try {
    return { kind: 'formula', formula: compileText(text) }
  } catch (error) {
    if (error instanceof FormulaFault) return { kind: 'error', error: { message: error.message, at: error.at } }
    throw error
  }
}

/** The error as one line for people: character positions count from 1. */
export function sayFormulaError({ message, at }: FormulaError): string {
  return `${message} (at character ${at + 1})`
}

class FormulaFault extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

type Evaluate = Formula['evaluate']

const FUNCTIONS: Record<string, { apply: (...values: number[]) => number; count: 1 | 'any' }> = {
  abs: { apply: Math.abs, count: 1 },
  ceil: { apply: Math.ceil, count: 1 },
  exp: { apply: Math.exp, count: 1 },
  floor: { apply: Math.floor, count: 1 },
  log: { apply: Math.log, count: 1 },
  log10: { apply: Math.log10, count: 1 },
  log2: { apply: Math.log2, count: 1 },
  max: { apply: Math.max, count: 'any' },
  min: { apply: Math.min, count: 'any' },
  round: { apply: Math.round, count: 1 },
  sign: { apply: Math.sign, count: 1 },
  sqrt: { apply: Math.sqrt, count: 1 },
}
export const FORMULA_FUNCTIONS = Object.keys(FUNCTIONS)

const OPERATORS: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
}

const CONSTANTS: Record<string, number> = { pi: Math.PI, e: Math.E }

/** A metric in the text that jsep reads: `$0`, `$1`, …; `$` starts no other name. */
const PLACEHOLDER = /^\$(\d+)$/

function compileText(text: string): Formula {
  if (text.length > FORMULA_CHARS_MAX) {
    throw new FormulaFault(`at most ${FORMULA_CHARS_MAX} characters`, FORMULA_CHARS_MAX)
  }
  const { metrics, plain } = takeMetrics(text)
  const compiling: Compiling = { text: plain, usesX: false }
  const evaluate = compile(readTree(plain), compiling)
  if (metrics.length === 0 && !compiling.usesX) {
    throw new FormulaFault('names no metric: write x, or ${…} around the name of a metric', 0)
  }
  return { metrics, usesX: compiling.usesX, evaluate }
}

/** Metrics become names that jsep knows to read, as long as they were, so that positions stay what they are. */
function takeMetrics(text: string): { metrics: string[]; plain: string } {
  const metrics: string[] = []
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('$', at)
    if (open === -1) return { metrics, plain: plain + text.slice(at) }
    const close = text.indexOf('}', open)
    const name = text.slice(open + 2, close)
    if (text[open + 1] !== '{' || close === -1 || name === '') {
      throw new FormulaFault('a metric is written ${name}, with its name between braces', open)
    }
    if (!metrics.includes(name)) metrics.push(name)
    if (metrics.length > METRICS_MAX) throw new FormulaFault(`at most ${METRICS_MAX} metrics`, open)
    plain += text.slice(at, open) + `$${metrics.indexOf(name)}`.padEnd(close + 1 - open)
    at = close + 1
  }
  return { metrics, plain }
}

function readTree(text: string): jsep.Expression {
  if (text.trim() === '') throw new FormulaFault('nothing to compute', 0)
  try {
    return jsep(text)
  } catch (error) {
    const { description, index } = error as { description?: unknown; index?: unknown }
    if (typeof description !== 'string' || typeof index !== 'number') throw error
    throw new FormulaFault(description, Math.min(index, text.length))
  }
}

type Compiling = { text: string; usesX: boolean }

/** The tree has no positions: what is wrong is found again by its name. */
function fault(message: string, found: string, { text }: Compiling): FormulaFault {
  const isWhole = (at: number) => !/[\w$]/.test(text[at - 1] ?? '') && !/[\w$]/.test(text[at + found.length] ?? '')
  let at = text.indexOf(found)
  for (let next = at; next !== -1; next = text.indexOf(found, next + 1)) {
    if (!isWhole(next)) continue
    at = next
    break
  }
  return new FormulaFault(message, Math.max(0, at))
}

function compile(node: jsep.Expression, compiling: Compiling): Evaluate {
  const core = node as jsep.CoreExpression
  switch (core.type) {
    case 'Literal':
      return compileNumber(core, compiling)
    case 'Identifier':
      return compileName(core.name, compiling)
    case 'UnaryExpression':
      return compileSign(core, compiling)
    case 'BinaryExpression':
      return compileOperation(core, compiling)
    case 'CallExpression':
      return compileCall(core, compiling)
    case 'Compound':
      throw fault('two values without an operator between them', ' ', compiling)
    case 'MemberExpression':
      throw fault('a metric with a dot in its name is written ${name}', core.computed ? '[' : '.', compiling)
    default:
      throw fault('only numbers, x, ${metric}, + - * / % ** and functions', compiling.text, compiling)
  }
}

function compileNumber({ value, raw }: jsep.Literal, compiling: Compiling): Evaluate {
  if (typeof value !== 'number') throw fault(`${raw} is no number`, raw, compiling)
  return () => value
}

function compileName(name: string, compiling: Compiling): Evaluate {
  if (name === 'x') {
    compiling.usesX = true
    return (values) => values[0] ?? Number.NaN
  }
  const place = PLACEHOLDER.exec(name)?.[1]
  if (place !== undefined) {
    const index = Number(place) + 1
    return (values) => values[index] ?? Number.NaN
  }
  const constant = Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined
  if (constant === undefined) throw fault(`${name} is not known: a metric is written \${${name}}`, name, compiling)
  return () => constant
}

function compileSign({ operator, argument }: jsep.UnaryExpression, compiling: Compiling): Evaluate {
  const inner = compile(argument, compiling)
  if (operator === '+') return inner
  if (operator === '-') return (values) => -inner(values)
  throw fault(`${operator} is no operator here`, operator, compiling)
}

function compileOperation({ operator, left, right }: jsep.BinaryExpression, compiling: Compiling): Evaluate {
  const apply = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined
  if (apply === undefined) {
    const hint = operator === '^' ? 'a power is written **' : 'allowed: + - * / % **'
    throw fault(`${operator} is no operator here; ${hint}`, operator, compiling)
  }
  const [a, b] = [compile(left, compiling), compile(right, compiling)]
  return (values) => apply(a(values), b(values))
}

function compileCall({ callee, arguments: given }: jsep.CallExpression, compiling: Compiling): Evaluate {
  const name = callee.type === 'Identifier' ? String(callee['name']) : ''
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  if (known === undefined) {
    throw fault(`${name || 'this'} is no function; allowed: ${FORMULA_FUNCTIONS.join(', ')}`, name || '(', compiling)
  }
  if (given.length === 0 || (known.count !== 'any' && given.length !== known.count)) {
    throw fault(`${name} takes ${known.count === 1 ? 'one value' : 'one or more values'}`, name, compiling)
  }
  const parts = given.map((part) => compile(part, compiling))
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return (values) => known.apply(only(values))
  return (values) => known.apply(...parts.map((part) => part(values)))
}

/**
 * `-x ** 2` is the negative of a square, as on paper and in Python; jsep alone would square -x. A sign takes the power
 * that follows it, and a power may itself begin with a sign.
 */
jsep.hooks.add('gobble-token', function takeSign(env) {
  const sign = this.char
  if (sign !== '-' && sign !== '+') return
  this.index++
  env.node = { type: 'UnaryExpression', operator: sign, argument: takePower(this), prefix: true }
})

function takePower(reader: jsep.HookScope): jsep.Expression {
  const left = reader.gobbleToken()
  if (!left) return reader.throwError('a value is missing')
  reader.gobbleSpaces()
  if (!reader.expr.startsWith('**', reader.index)) return left
  reader.index += 2
  return { type: 'BinaryExpression', operator: '**', left, right: takePower(reader) }
}
