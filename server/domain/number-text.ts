/**
 * Numbers as YAML of both versions reads them: to PyYAML, which reads the files of the W&B client, `1e-5` is a text and
 * `1.0e-5` a number. The value is exactly the same.
 */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  const size = Math.abs(value)
  const isPlain = size === 0 || (size >= 1e-4 && size < 1e15)
  const text = isPlain ? String(value) : value.toExponential()
  if (!text.includes('e')) return text
  const [digits = '', exponent = ''] = text.split('e')
  const signed = /^[-+]/.test(exponent) ? exponent : `+${exponent}`
  return `${digits.includes('.') ? digits : `${digits}.0`}e${signed}`
}
