/**
 * Where in a YAML text the cursor is: in which object, and whether a key or a value is being written there. Works on
 * text that is not finished, so it reads lines and braces itself; a parser would give up where a person is typing.
 */

export type TextPlace = {
  /** Keys that lead to the object. */
  path: string[]
  /** Whose value is being written; null while it is a key. */
  key: string | null
  /** Where the word begins that the cursor is in or behind. */
  from: number
  /** An entry of a list that is the value. */
  isItem: boolean
  /** Inside of braces or brackets, where everything is on one line. */
  isFlow: boolean
}

type Block = { indent: number; key: string }
type Flow = { kind: '{' | '['; key: string | null; isValue: boolean; from: number }

const KEY = /^("[^"]*"|'[^']*'|[^\s#:{}[\],'"][^:#{}[\],]*?)\s*:(?=\s|$)/

/** Null inside of a comment. */
export function placeAt(text: string, offset: number): TextPlace | null {
  const blocks: Block[] = []
  const flows: Flow[] = []
  let lineStart = 0
  for (const line of text.split('\n')) {
    const end = Math.min(lineStart + line.length, offset)
    const isLast = offset <= lineStart + line.length
    const place = readLine({ line: line.slice(0, end - lineStart), whole: line, lineStart, isLast, blocks, flows })
    if (isLast) return place
    lineStart += line.length + 1
  }
  return null
}

type Line = {
  /** Up to the cursor, where that is in it. */
  line: string
  whole: string
  lineStart: number
  isLast: boolean
  blocks: Block[]
  flows: Flow[]
}

function readLine({ line, whole, lineStart, isLast, blocks, flows }: Line): TextPlace | null {
  const top = flows.at(-1)
  if (top !== undefined) {
    // What follows a line break begins on the new line.
    if (top.from === lineStart - 1) top.from = lineStart
    const isOpen = scanFlow(line, 0, lineStart, flows)
    return isOpen && isLast ? flowPlace(blocks, flows) : null
  }
  const lead = /^\s*(?:- +|-$)*/.exec(line)?.[0] ?? ''
  const isItem = lead.includes('-')
  const rest = whole.slice(lead.length)
  if (rest.startsWith('#')) return null
  if (rest.trim() !== '' || isLast) popTo(blocks, lead.length)
  const key = KEY.exec(rest)
  const keyEnd = lead.length + (key?.[0].length ?? 0)
  const isBeforeColon = key === null || line.length < keyEnd
  if (isBeforeColon && key !== null && isLast) {
    return { path: blocks.map((block) => block.key), key: null, from: lineStart + lead.length, isItem, isFlow: false }
  }
  if (key !== null) blocks.push({ indent: lead.length, key: unquoted(key[1] ?? '') })
  const from = key === null ? lead.length : keyEnd
  const isOpen = scanFlow(line, from, lineStart, flows)
  if (!isOpen || !isLast) return null
  if (flows.length > 0) return flowPlace(blocks, flows)
  return blockPlace(blocks, { line, from, lineStart, isItem, hasKey: key !== null })
}

type Rest = { line: string; from: number; lineStart: number; isItem: boolean; hasKey: boolean }

function blockPlace(blocks: Block[], { line, from, lineStart, isItem, hasKey }: Rest): TextPlace {
  const blanks = /^\s*/.exec(line.slice(from))?.[0].length ?? 0
  const keys = blocks.map((block) => block.key)
  const isValue = hasKey || isItem
  return {
    path: isValue ? keys.slice(0, -1) : keys,
    key: isValue ? (keys.at(-1) ?? null) : null,
    from: lineStart + from + blanks,
    isItem: isItem && !hasKey,
    isFlow: false,
  }
}

/**
 * Follows braces to the end of the text; false when that is inside of a comment. Braces and quotes count only where a
 * value begins: `${args}` and `it's` are plain words.
 */
function scanFlow(line: string, from: number, lineStart: number, flows: Flow[]): boolean {
  let quote = ''
  let isStart = true
  for (let at = from; at < line.length; at++) {
    const char = line[at] ?? ''
    const top = flows.at(-1)
    if (quote !== '') {
      if (char === quote) quote = ''
      continue
    }
    if (char === '#' && (at === 0 || /\s/.test(line[at - 1] ?? ''))) return false
    if (isStart && /["']/.test(char)) quote = char
    else if (isStart && (char === '{' || char === '[')) flows.push(freshFlow(char, lineStart + at + 1))
    else if (top !== undefined) followFlow({ char, at, line, lineStart, top, flows })
    const now = flows.at(-1)
    const isBlank = /\s/.test(char)
    // Blanks before a word are no part of it.
    if (now !== undefined && isBlank && now.from === lineStart + at) now.from++
    isStart = isBlank ? isStart : now !== undefined && now.from === lineStart + at + 1
  }
  return true
}

function freshFlow(kind: Flow['kind'], from: number): Flow {
  return { kind, key: null, isValue: false, from }
}

type Step = { char: string; at: number; line: string; lineStart: number; top: Flow; flows: Flow[] }

function followFlow({ char, at, line, lineStart, top, flows }: Step): void {
  const last = flows.length - 1
  if (char === '}' && line[line.lastIndexOf('{', at) - 1] === '$') return
  if (char === '}' || char === ']') flows.pop()
  else if (char === ',') flows[last] = freshFlow(top.kind, lineStart + at + 1)
  else if (char === ':' && top.kind === '{' && !top.isValue) {
    const key = unquoted(line.slice(Math.max(0, top.from - lineStart), at).trim())
    flows[last] = { kind: '{', key, isValue: true, from: lineStart + at + 1 }
  }
}

function flowPlace(blocks: readonly Block[], flows: readonly Flow[]): TextPlace {
  const keys = [...blocks.map((block) => block.key), ...flows.slice(0, -1).flatMap(({ key }) => key ?? [])]
  const top = flows.at(-1)
  const from = top?.from ?? 0
  if (top?.kind === '{') return { path: keys, key: top.isValue ? top.key : null, from, isItem: false, isFlow: true }
  return { path: keys.slice(0, -1), key: keys.at(-1) ?? null, from, isItem: true, isFlow: true }
}

function popTo(blocks: Block[], indent: number): void {
  while ((blocks.at(-1)?.indent ?? -1) >= indent) blocks.pop()
}

function unquoted(key: string): string {
  return /^(["']).*\1$/.test(key) ? key.slice(1, -1) : key
}
