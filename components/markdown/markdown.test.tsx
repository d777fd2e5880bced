import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Markdown } from './markdown'

const drawn = (text: string) => renderToStaticMarkup(<Markdown text={text} />)

test('markdown is drawn, tables included, with headings below that of the page', () => {
  const html = drawn('# Result\n\n| a | b |\n|---|---|\n| 1 | **2** |')
  expect(html).toContain('<h2>Result</h2>')
  expect(html).toContain('<td><strong>2</strong></td>')
})

test('elements in the text stay text', () => {
  for (const text of [
    '<script>alert(1)</script>',
    'a <img src=x onerror=alert(1)> b',
    '<iframe src="//evil.example"></iframe>',
    '<svg onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
  ]) {
    expect(drawn(text)).not.toMatch(/<(script|img|iframe|svg)|<a /)
  }
})

test('an address that is code is dropped, another site cannot reach back', () => {
  expect(drawn('[x](javascript:alert(1)) [y](data:text/html,hi) [z](vbscript:x)')).not.toMatch(
    /javascript:|data:|vbscript:/,
  )
  expect(drawn('[x](https://example.org)')).toContain('rel="noopener noreferrer"')
  expect(drawn('[x](/owner/p)')).not.toContain('target')
})
