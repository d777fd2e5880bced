import { expect, test } from 'vitest'
import { fileKindOf, foldersOf, patchLines, prettyJson } from './file-kind'

test.each([
  ['media/table/x.table.json', 'application/json', 'table'],
  ['config.json', 'application/json', 'json'],
  ['x.png', 'image/png', 'image'],
  ['drawing.svg', 'image/svg+xml', 'image'],
  ['page.html', 'text/html', 'html'],
  ['diff.patch', 'text/plain', 'patch'],
  ['train.py', 'text/plain', 'text'],
  ['a.wav', 'audio/wav', 'audio'],
  ['model.bin', 'application/octet-stream', 'none'],
])('%s is looked at as %s would be: %s', (path, mimeType, kind) => {
  expect(fileKindOf({ path, mimeType })).toBe(kind)
})

test('a patch tells what was added, what was removed, and where', () => {
  const patch = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n same'
  expect(patchLines(patch).map(({ kind }) => kind)).toEqual([
    'file',
    'file',
    'file',
    'place',
    'removed',
    'added',
    'same',
  ])
})

test('JSON is laid out, and what is none is left', () => {
  expect(prettyJson('{"a":1}')).toBe('{\n  "a": 1\n}')
  expect(prettyJson('{"a":')).toBe('{"a":')
})

test('the folders of a path are those to be opened to see it', () => {
  expect(foldersOf('media/images/x.png')).toEqual(['media', 'media/images'])
  expect(foldersOf('x.png')).toEqual([])
})
