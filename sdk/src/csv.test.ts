import { expect, test } from 'vitest'
import type { JsonObject } from '~/server/domain/json'
import { csvText } from './csv'

test('rows with different keys share one header, and what needs quotes has them', () => {
  const rows: JsonObject[] = [{ a: 1, b: 'x,"y"' }, { a: Number.NaN, c: { d: [1] } }, { b: null }]
  expect(csvText(rows)).toBe('a,b,c\r\n1,"x,""y""",\r\nNaN,,"{""d"":[1]}"\r\n,,\r\n')
})
