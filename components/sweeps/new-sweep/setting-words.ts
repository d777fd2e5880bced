import { formatValue } from '~/components/lib/format'
import type { Json } from '~/server/domain/json'

/** A value of a setting in one line. Null is a choice that somebody wrote; absent is another thing. */
export function settingWords(value: Json | undefined): string {
  if (value === undefined) return 'not set'
  return value === null ? 'null' : formatValue(value)
}
