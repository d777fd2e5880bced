import { describe, expect, test } from 'vitest'
import type { Json } from './json'
import { mediaKindOf, parseMedia } from './media'

describe('a logged value', () => {
  test('is an image with what was logged of it', () => {
    const value = {
      _type: 'image-file',
      path: 'media/images/x_3_ab.png',
      width: 28,
      height: 28,
      format: 'png',
      caption: 'a shirt',
      sha256: 'ab',
      size: 300,
    }
    expect(parseMedia(value)).toEqual({
      kind: 'images',
      files: [{ path: 'media/images/x_3_ab.png', caption: 'a shirt', width: 28, height: 28, sha256: 'ab', size: 300 }],
    })
  })

  test('is several images with a caption each, where there is one', () => {
    const media = parseMedia({
      _type: 'images/separated',
      width: 8,
      height: 4,
      format: 'png',
      count: 2,
      filenames: ['media/images/a.png', 'media/images/b.png'],
      captions: ['first', false],
    })
    expect(media).toMatchObject({
      kind: 'images',
      files: [
        { path: 'media/images/a.png', caption: 'first', width: 8 },
        { path: 'media/images/b.png', caption: null, height: 4 },
      ],
    })
  })

  test('is a list of sounds, videos or pages, whose members are objects', () => {
    const member = (path: string) => ({ _type: 'audio-file', path })
    expect(parseMedia({ _type: 'audio', count: 1, audio: [member('a.wav')], captions: ['la'] })).toMatchObject({
      kind: 'audio',
      files: [{ path: 'a.wav', caption: 'la' }],
    })
    expect(parseMedia({ _type: 'videos', videos: [member('a.mp4')] })).toMatchObject({ kind: 'video' })
    expect(parseMedia({ _type: 'html', html: [member('a.html'), member('b.html')] })).toMatchObject({
      kind: 'html',
      files: [{ path: 'a.html' }, { path: 'b.html' }],
    })
  })

  test('is a histogram, with its bins as edges or packed', () => {
    const edges = { kind: 'histogram', edges: [0, 1, 2], counts: [3, 4] }
    expect(parseMedia({ _type: 'histogram', values: [3, 4], bins: [0, 1, 2] })).toEqual(edges)
    const packedBins = { min: 0, size: 1, count: 2 }
    expect(parseMedia({ _type: 'histogram', values: [3, 4], packedBins })).toEqual(edges)
  })

  test('is a table with its size, a file of another kind, or text', () => {
    expect(parseMedia({ _type: 'table-file', path: 't.table.json', nrows: 3, ncols: 2 })).toMatchObject({
      kind: 'table',
      rowCount: 3,
      columnCount: 2,
    })
    expect(parseMedia({ _type: 'plotly-file', path: 'p.plotly.json' })).toMatchObject({
      kind: 'file',
      type: 'plotly-file',
    })
    expect(parseMedia({ _type: 'molecule', filenames: ['a.pdb'] })).toMatchObject({
      kind: 'file',
      files: [{ path: 'a.pdb' }],
    })
    expect(parseMedia('epoch 3')).toEqual({ kind: 'text', text: 'epoch 3' })
  })

  test.each<Json>([
    null,
    3,
    [1, 2],
    {},
    { _type: 'image-file' },
    { _type: 'image-file', path: 7 },
    { _type: 'histogram', values: [1, 2], bins: [0, 1] },
    { _type: 'histogram', values: [1, 'NaN'], bins: [0, 1, 2] },
    { _type: 'images/separated', filenames: [] },
    { _type: 'artifactVersion', id: 'x' },
    { _type: 'constructor', path: 'x' },
  ])('that is no whole media is none: %j', (value) => {
    expect(parseMedia(value)).toBeNull()
  })

  test('has the kind that its type says, without being read', () => {
    expect(mediaKindOf('object3D-file', 'object')).toBe('file')
    expect(mediaKindOf(null, 'string')).toBe('text')
    expect(mediaKindOf(null, 'array')).toBeNull()
  })
})
