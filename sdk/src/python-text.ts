/** A value as Python prints it: programs that agents start read their arguments with Python's own parsers. */
import type { Json } from '~/server/domain/json'

/** `str(value)`: a string as it is, anything else as `repr` writes it. */
export function pythonStr(value: Json): string {
  return typeof value === 'string' ? value : pythonRepr(value)
}

function pythonRepr(value: Json): string {
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'number') return pythonNumber(value)
  if (typeof value === 'string') return pythonString(value)
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`
  return `{${Object.entries(value)
    .map(([key, item]) => `${pythonString(key)}: ${pythonRepr(item)}`)
    .join(', ')}}`
}

/** Exponents have two digits at least, and set in below 1e-4 and from 1e16 on. Whole numbers print as integers. */
function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? '-0.0' : String(value)
  const magnitude = Math.abs(value)
  if (magnitude >= 1e-4 && magnitude < 1e16) return String(value)
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  return `${digits}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, '0')}`
}

/** Single quotes, unless the text has those and no double ones. */
function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = Array.from(text, (char) => {
    if (char === '\\' || char === quote) return `\\${char}`
    if (char === '\n') return '\\n'
    if (char === '\r') return '\\r'
    if (char === '\t') return '\\t'
    const code = char.charCodeAt(0)
    return code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : char
  })
  return quote + escaped.join('') + quote
}
