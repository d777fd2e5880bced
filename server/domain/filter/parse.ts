/**
 * The filter language: `config.lr < 0.01 and (state = finished or tags = best) and name ~ /resnet.*50/i and not group in
 * (a, b) and createdAt > -7d`. What is wrong is said with its place. Nothing here depends on a clock or a locale, so that
 * browser, command line and server read a text alike.
 */

import { COLUMN_ID_MAX, COLUMNS_ALLOWED, type ColumnKind, columnKind } from '../run-column'
import { RUN_STATES } from '../run-state'
import {
  type FilterExpectation,
  type FilterProblem,
  FilterSyntaxError,
  peek,
  type Scan,
  type Token,
  take,
  takePattern,
} from './scan'
import { COMPARISONS, type Comparison, FILTER_CHARS_MAX, type FilterTree, type FilterValue } from './tree'
import { KEYWORDS, secondsOf, valueOfWord } from './words'

export type FilterPattern = { at: number; pattern: string; isCaseless: boolean }

export type ParsedFilter =
  /** `patterns` in the order of the text: another engine may refuse one that is fine here, and has to say which. */
  { kind: 'filter'; tree: FilterTree | null; patterns: FilterPattern[] } | { kind: 'problem'; problem: FilterProblem }

const DEPTH_MAX = 50

/** Nothing but blanks lets every run through. */
export function parseFilter(text: string): ParsedFilter {
  const parser: Parser = { text, at: 0, depth: 0, patterns: [] }
  try {
    if (text.length > FILTER_CHARS_MAX) {
      refuse(FILTER_CHARS_MAX, `${text.length} characters`, `at most ${FILTER_CHARS_MAX}`, 'joint')
    }
    if (peek(parser).kind === 'end') return { kind: 'filter', tree: null, patterns: [] }
    const tree = takeOr(parser)
    const rest = peek(parser)
    if (rest.kind !== 'end') refuseToken(rest, 'and, or, the end of the filter', 'joint')
    return { kind: 'filter', tree, patterns: parser.patterns }
  } catch (error) {
    if (error instanceof FilterSyntaxError) return { kind: 'problem', problem: error.problem }
    throw error
  }
}

/** "at 14: found <<, allowed: …"; places are counted from 1, as people do. */
export function sayFilterProblem({ at, found, allowed }: FilterProblem): string {
  return `at ${at + 1}: found ${found}, allowed: ${allowed}`
}

type Parser = Scan & { depth: number; patterns: FilterPattern[] }

function refuse(
  at: number,
  found: string,
  allowed: string,
  expects: FilterExpectation,
  column: string | null = null,
): never {
  throw new FilterSyntaxError({ at, found, allowed, expects, column })
}

function refuseToken(token: Token, allowed: string, expects: FilterExpectation, column: string | null = null): never {
  refuse(token.at, token.kind === 'end' ? 'the end' : `"${token.text.slice(0, 40)}"`, allowed, expects, column)
}

function isWord(token: Token, word: string): boolean {
  return token.kind === 'word' && !token.isQuoted && token.text.toLowerCase() === word
}

function takeOr(parser: Parser): FilterTree {
  return takeJoined(parser, 'or', (inner) => takeJoined(inner, 'and', takeNot))
}

function takeJoined(parser: Parser, op: 'and' | 'or', takePart: (parser: Parser) => FilterTree): FilterTree {
  const first = takePart(parser)
  const of = [first]
  while (isWord(peek(parser), op)) {
    take(parser)
    of.push(takePart(parser))
  }
  return of.length === 1 ? first : { op, of }
}

function takeNot(parser: Parser): FilterTree {
  const token = peek(parser)
  if (isWord(token, 'not')) {
    return deeper(parser, token, () => {
      take(parser)
      return { op: 'not', of: takeNot(parser) }
    })
  }
  if (token.text !== '(' || token.kind !== 'sign') return takeCondition(parser)
  return deeper(parser, token, () => {
    take(parser)
    const inner = takeOr(parser)
    const end = take(parser)
    if (end.kind !== 'sign' || end.text !== ')') refuseToken(end, 'and, or, )', 'joint')
    return inner
  })
}

function deeper(parser: Parser, token: Token, takeInner: () => FilterTree): FilterTree {
  parser.depth += 1
  if (parser.depth > DEPTH_MAX) refuse(token.at, 'too many levels', `at most ${DEPTH_MAX} inside each other`, 'column')
  const inner = takeInner()
  parser.depth -= 1
  return inner
}

function takeCondition(parser: Parser): FilterTree {
  const column = takeColumn(parser)
  const kind = columnKind(column) ?? 'json'
  const token = peek(parser)
  const op = token.kind === 'end' || (token.kind === 'word' && token.isQuoted) ? '' : token.text.toLowerCase()
  if (!opsOf(kind).includes(SYNONYMS[op] ?? op)) refuseToken(token, opsOf(kind).join(' '), 'operator', column)
  take(parser)
  switch (op) {
    case 'exists':
    case 'missing':
      return { op, column }
    case 'contains':
      return { op, column, text: takeText(parser, column) }
    case '~':
      return takeMatch(parser, column)
    case '!~':
      return { op: 'not', of: takeMatch(parser, column) }
    case 'not': {
      const next = take(parser)
      if (!isWord(next, 'in')) refuseToken(next, 'in', 'operator', column)
      return { op: 'not', of: takeIn(parser, column, kind) }
    }
    case 'in':
      return takeIn(parser, column, kind)
    default:
      return { op: comparisonOf(op), column, value: takeValue(parser, column, kind) }
  }
}

/** Another way to write it → how the list of allowed ones has it. */
const SYNONYMS: Record<string, string> = { '==': '=', '!~': '~', not: 'in' }

function comparisonOf(sign: string): Comparison {
  return COMPARISONS.find((known) => known === sign) ?? '='
}

const EQUALITY = ['=', '!=']
const TEXTUAL = ['~', 'contains']
const ANY = ['in', 'exists', 'missing']

/** What may be asked of a column of a kind; the builder offers the same. */
export function opsOf(kind: ColumnKind): string[] {
  switch (kind) {
    case 'json':
    case 'text':
      return [...COMPARISONS, ...TEXTUAL, ...ANY]
    case 'number':
      return [...COMPARISONS, ...ANY]
    case 'time':
      return [...COMPARISONS, 'exists', 'missing']
    case 'texts':
    case 'state':
      return [...EQUALITY, ...TEXTUAL, ...ANY]
  }
}

function takeColumn(parser: Parser): string {
  const token = peek(parser)
  const id = token.kind === 'word' && !token.isQuoted ? token.text : ''
  if (columnKind(id) === null) {
    if (id.length > COLUMN_ID_MAX) refuse(token.at, `${id.length} characters`, `at most ${COLUMN_ID_MAX}`, 'column')
    const isKeyword = KEYWORDS.includes(id.toLowerCase())
    const near = id === '' || isKeyword || id.includes('.') ? '' : `perhaps config.${id} or summary.${id}; `
    refuseToken(token, `${near}${COLUMNS_ALLOWED}`, 'column')
  }
  take(parser)
  return id
}

function takeText(parser: Parser, column: string): string {
  const token = take(parser)
  if (token.kind !== 'word') refuseToken(token, 'a text', 'value', column)
  return token.text
}

function takeMatch(parser: Parser, column: string): FilterTree {
  const read = takePattern(parser)
  if (read === null) refuseToken(peek(parser), 'a regular expression such as /resnet.*50/i', 'pattern', column)
  try {
    new RegExp(read.pattern)
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : ''
    refuse(read.at, reason, 'a regular expression such as /resnet.*50/i', 'pattern', column)
  }
  parser.patterns.push(read)
  return { op: '~', column, pattern: read.pattern, isCaseless: read.isCaseless }
}

function takeIn(parser: Parser, column: string, kind: ColumnKind): FilterTree {
  const open = take(parser)
  if (open.kind !== 'sign' || open.text !== '(') refuseToken(open, 'a list such as (a, b)', 'list', column)
  const values = [takeValue(parser, column, kind)]
  for (;;) {
    const next = take(parser)
    if (next.kind === 'sign' && next.text === ')') return { op: 'in', column, values }
    if (next.kind !== 'sign' || next.text !== ',') refuseToken(next, ', or )', 'joint', column)
    values.push(takeValue(parser, column, kind))
  }
}

function takeValue(parser: Parser, column: string, kind: ColumnKind): FilterValue {
  const token = take(parser)
  if (token.kind !== 'word' || (!token.isQuoted && KEYWORDS.includes(token.text.toLowerCase()))) {
    refuseToken(token, ALLOWED_VALUES[kind], 'value', column)
  }
  const value = token.isQuoted ? token.text : valueOfWord(token.text)
  if (!fits(value, kind)) refuseToken(token, ALLOWED_VALUES[kind], 'value', column)
  return value
}

const ALLOWED_VALUES: Record<ColumnKind, string> = {
  json: 'a number, a text (in quotes when it has blanks), true, false, null, a date or a duration',
  text: 'a text, in quotes when it has blanks',
  texts: 'a text, in quotes when it has blanks',
  state: RUN_STATES.join(', '),
  time: 'a date such as 2026-11-01, 2026-11-01T09:30, or how long ago such as -7d',
  number: 'a number, or a duration such as 90s, 20min, 3h, 7d',
}

function fits(value: FilterValue, kind: ColumnKind): boolean {
  if (value === null) return true
  if (kind === 'state') return RUN_STATES.some((state) => state === value)
  if (kind === 'number') return typeof value === 'number' || isDuration(value)
  if (kind === 'time') return typeof value === 'object'
  return true
}

function isDuration(value: FilterValue): boolean {
  return typeof value === 'object' && value !== null && 'duration' in value && secondsOf(value.duration) !== null
}
