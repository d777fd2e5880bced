import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runFilePathSchema } from '~/server/domain/file'
import { parseMedia } from '~/server/domain/media'
import { binsOf, checkedBins } from './histogram'
import { imageFacts } from './image-size'
import { type KeepFile, withMedia } from './logged-row'
import { audio, histogram, html, image, table } from './media'
import { mediaPath } from './media-path'
import { encodePng } from './png'

function keeper() {
  const files = new Map<string, Uint8Array>()
  const keepFile: KeepFile = (content, pathOf) => {
    const sha256 = createHash('sha256').update(content).digest('hex')
    const path = pathOf(sha256)
    files.set(path, content)
    return { path, sha256, size: content.length }
  }
  return { files, log: (row: Record<string, unknown>, step = 3) => withMedia(row, step, keepFile) }
}

const grey = (value: number) => ({ width: 2, height: 3, data: Array(6).fill(value) })

describe('a logged row', () => {
  test('keeps its numbers and is the same row where nothing is to be shown', () => {
    const row = { loss: 1, nested: { a: [1, 2] } }
    expect(keeper().log(row)).toBe(row)
  })

  test('names an image by metric, step and content, with its size and caption, as the dashboard reads it', () => {
    const { files, log } = keeper()
    const { val } = log({ val: { sample: image(grey(9), { caption: 'grey' }) } }) as { val: { sample: never } }
    const [path] = [...files.keys()]
    expect(path).toMatch(/^media\/images\/val\.sample_3_[0-9a-f]{20}\.png$/)
    expect(val.sample).toMatchObject({ _type: 'image-file', path, format: 'png', width: 2, height: 3, caption: 'grey' })
    expect(parseMedia(val.sample)).toMatchObject({ kind: 'images', files: [{ path, caption: 'grey', width: 2 }] })
  })

  test('has several images as one value, each a file', () => {
    const { files, log } = keeper()
    const row = log({ samples: [image(grey(1)), image(grey(2), { caption: 'two' })] })
    expect(files.size).toBe(2)
    expect(row['samples']).toMatchObject({
      _type: 'images/separated',
      count: 2,
      filenames: [...files.keys()],
      captions: [false, 'two'],
    })
  })

  test('has a table as a file of columns and rows, images in its cells saved too', () => {
    const { files, log } = keeper()
    const value = table({
      columns: ['n', 'picture'],
      rows: [
        [1, image(grey(1))],
        [Number.NaN, null],
      ],
    })
    const row = log({ predictions: value })
    expect(row['predictions']).toMatchObject({ _type: 'table-file', ncols: 2, nrows: 2 })
    const [, content] = [...files].find(([path]) => path.endsWith('.table.json')) ?? []
    expect(JSON.parse(Buffer.from(content ?? []).toString())).toMatchObject({
      columns: ['n', 'picture'],
      data: [
        [1, { _type: 'image-file' }],
        ['NaN', null],
      ],
    })
  })

  test('has a histogram in itself, pages and sounds as files', () => {
    const { files, log } = keeper()
    const row = log({
      weights: histogram([1, 2, 2, 3], { bins: 2 }),
      page: html('<h1>hi</h1>'),
      sounds: [audio(Buffer.from('a')), audio(Buffer.from('b'))],
    })
    expect(row['weights']).toEqual({ _type: 'histogram', values: [1, 3], bins: [1, 2, 3] })
    expect(row['page']).toMatchObject({ _type: 'html-file', size: 11 })
    expect(row['sounds']).toMatchObject({ _type: 'audio', count: 2, audio: [{ _type: 'audio-file' }, {}] })
    expect([...files.keys()].map((path) => path.split('/')[1])).toEqual(['html', 'audio', 'audio'])
  })
})

describe('what cannot be shown', () => {
  test('is refused where it is made, with what would do', () => {
    expect(() => image(Buffer.from('no image'))).toThrow(/PNG, JPEG/)
    expect(() => image({ width: 2, height: 2, data: [1, 2, 3] })).toThrow(/4, 12 or 16 values, and there are 3/)
    expect(() => table({ columns: ['a', 'b'], rows: [[1, 2], [1]] })).toThrow(/row 1 of the table has 1 cells/)
    expect(() => histogram({ counts: [1, 2], edges: [0, 1] })).toThrow(/3 rising edges/)
    expect(() => histogram([1], { bins: 1000 })).toThrow(/512/)
  })
})

test('the size of an image is read from its first bytes', () => {
  expect(imageFacts(encodePng({ width: 7, height: 5, data: Array(35 * 3).fill(0) }))).toEqual({
    format: 'png',
    width: 7,
    height: 5,
  })
  const gif = Buffer.from('GIF89a\u0007\u0000\u0005\u0000', 'latin1')
  expect(imageFacts(gif)).toEqual({ format: 'gif', width: 7, height: 5 })
  const jpeg = Buffer.from('ffd8ffe000040000ffc0000b080005000703', 'hex')
  expect(imageFacts(Buffer.concat([jpeg, Buffer.alloc(20)]))).toEqual({ format: 'jpg', width: 7, height: 5 })
  expect(imageFacts(Buffer.from('<?xml version="1.0"?>\n<svg width="3">'))).toMatchObject({ format: 'svg' })
  expect(imageFacts(Buffer.alloc(0))).toBeNull()
})

test('every finite value is in one bin, whatever the values are', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), fc.integer({ min: 1, max: 64 }), (values, bins) => {
      const { counts, edges } = checkedBins(binsOf(values, bins))
      expect(edges).toHaveLength(bins + 1)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.filter(Number.isFinite).length)
    }),
  )
})

test('values far smaller than one are told apart', () => {
  expect(binsOf([1e-9, 2e-9, 2e-9], 2).counts).toEqual([1, 2])
})

test('any name of a metric makes a path that the server takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer(), (key, step) => {
      const path = mediaPath({ folder: 'images', key, step, sha256: 'a'.repeat(64), extension: '.png' })
      expect(runFilePathSchema.safeParse(path).success, JSON.stringify(path)).toBe(true)
    }),
  )
  const place = { folder: 'images', step: 1, sha256: 'ab', extension: '.png' }
  expect(mediaPath({ ...place, key: 'train/x' })).toBe('media/images/train/x_1_ab.png')
  expect(mediaPath({ ...place, key: '../../etc' })).toBe('media/images/_/_/etc_1_ab.png')
})
