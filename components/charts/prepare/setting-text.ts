import { formatValue } from '~/components/lib/format'
import type { Json } from '~/server/domain/json'
import { NOT_SET } from './parameter-axis'

/** The value of a setting in words: null is a choice that somebody wrote, absent is another thing. */
export function settingText(value: Json | undefined): string {
  if (value === undefined) return NOT_SET
  return value === null ? 'null' : formatValue(value)
}
