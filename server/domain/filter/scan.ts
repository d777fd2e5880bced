/**
 * Reads tokens of the filter language from left to right. What may stand at a place decides how it is read: a slash begins
 * a regular expression only after `~`, and is a part of a word elsewhere.
 */
import { isWordChar } from './words'

export type FilterExpectation = 'column' | 'operator' | 'value' | 'pattern' | 'joint' | 'list'

export type FilterProblem = {
  /** Place in the text, counted from 0. */
  at: number
  found: string
  allowed: string
  /** What kind of thing should have stood there, for completion. */
  expects: FilterExpectation
  /** The column whose operator or value was expected. */
  column: string | null
}

export class FilterSyntaxError extends Error {
  readonly problem: FilterProblem
  constructor(problem: FilterProblem) {
    super(problem.allowed)
    this.problem = problem
  }
}

export type Token =
  | { kind: 'word'; at: number; text: string; isQuoted: boolean }
  | { kind: 'sign'; at: number; text: string }
  | { kind: 'end'; at: number; text: '' }

const SIGN = /[(),]|[=<>!~]+/y

export type Scan = { readonly text: string; at: number }

/** The next token, without taking it. */
export function peek(scan: Scan): Token {
  const at = afterBlanks(scan)
  const { text } = scan
  if (at >= text.length) return { kind: 'end', at, text: '' }
  SIGN.lastIndex = at
  const sign = SIGN.exec(text)?.[0]
  if (sign !== undefined) return { kind: 'sign', at, text: sign }
  const read = readWord(text, at)
  return { kind: 'word', at, text: read.text, isQuoted: read.isQuoted }
}

export function take(scan: Scan): Token {
  const token = peek(scan)
  scan.at = token.kind === 'word' ? readWord(scan.text, token.at).end : token.at + token.text.length
  return token
}

function afterBlanks({ text, at }: Scan): number {
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1
  return at
}

type Read = { text: string; end: number; isQuoted: boolean }

/** Text in quotes, or a word in which parts after a dot may be in quotes: config."my key". */
function readWord(text: string, start: number): Read {
  if (isQuote(text.charAt(start))) return { ...readQuoted(text, start), isQuoted: true }
  let word = ''
  let at = start
  while (at < text.length) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
    if (isQuote(char) && word.endsWith('.')) {
      const inner = readQuoted(text, at)
      word += inner.text
      at = inner.end
    } else if (isWordChar(char)) {
      word += char
      at += char.length
    } else break
  }
  if (at === start) {
    // Neither sign nor word: one character that has no meaning here.
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
    return { text: char, end: at + char.length, isQuoted: false }
  }
  return { text: word, end: at, isQuoted: false }
}

function isQuote(char: string): boolean {
  return char === '"' || char === "'"
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

function readQuoted(text: string, start: number): { text: string; end: number } {
  const quote = text.charAt(start)
  let inner = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (char === quote) return { text: inner, end: at + 1 }
    if (char !== '\\') {
      inner += char
      continue
    }
    at += 1
    const hex = /^u([0-9a-f]{4})/i.exec(text.slice(at, at + 5))?.[1]
    inner += hex === undefined ? (ESCAPES[text.charAt(at)] ?? text.charAt(at)) : String.fromCharCode(parseInt(hex, 16))
    if (hex !== undefined) at += 4
  }
  throw new FilterSyntaxError({
    at: start,
    found: `${quote} without its end`,
    allowed: `text between ${quote} and ${quote}`,
    expects: 'value',
    column: null,
  })
}

export type ReadPattern = { at: number; pattern: string; isCaseless: boolean }

/** A regular expression between slashes with `i` or nothing after it, or the same in quotes; null when neither stands here. */
export function takePattern(scan: Scan): ReadPattern | null {
  const at = afterBlanks(scan)
  const { text } = scan
  if (text.charAt(at) !== '/') {
    const token = peek({ text, at })
    if (token.kind !== 'word') return null
    take(scan)
    return { at, pattern: token.text.replaceAll('\\/', '/'), isCaseless: false }
  }
  let pattern = ''
  for (let next = at + 1; next < text.length; next += 1) {
    const char = text.charAt(next)
    if (char === '/') {
      const flags = /^[a-z]*/i.exec(text.slice(next + 1))?.[0] ?? ''
      if (flags !== '' && flags !== 'i') {
        throw new FilterSyntaxError({
          at: next + 1,
          found: flags,
          allowed: 'i (whatever the case), or nothing',
          expects: 'pattern',
          column: null,
        })
      }
      scan.at = next + 1 + flags.length
      return { at, pattern, isCaseless: flags === 'i' }
    }
    if (char === '\\') next += 1
    pattern += char === '\\' && text.charAt(next) !== '/' ? char + text.charAt(next) : text.charAt(next)
  }
  throw new FilterSyntaxError({
    at,
    found: 'a regular expression without its end',
    allowed: 'a slash after it, such as /resnet.*50/i',
    expects: 'pattern',
    column: null,
  })
}
