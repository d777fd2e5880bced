import { expect, test } from 'vitest'
import { givenMetadataSchema, readMetadata } from './run-metadata'

test('what the wandb client writes is read: large numbers as text, keys of its own left aside', () => {
  const read = readMetadata({
    os: 'Linux-6.1.0-x86_64-with-glibc2.36',
    python: 'CPython 3.11.8',
    startedAt: '2026-03-01T12:04:09.000000Z',
    args: ['--lr', '0.1'],
    program: '/home/ada/train.py',
    codePath: 'train.py',
    git: { remote: 'https://example.org/ada/train.git', commit: 'abc123' },
    cpu_count: 8,
    gpu: 'NVIDIA A100',
    gpu_nvidia: [{ name: 'NVIDIA A100', memoryTotal: '42949672960', cudaCores: 6912 }],
    memory: { total: '67430000000' },
    writerId: 'x',
  })
  expect(read).toMatchObject({ python: 'CPython 3.11.8', memory: { total: 67_430_000_000 }, git: { commit: 'abc123' } })
  expect(read.gpu_nvidia).toEqual([{ name: 'NVIDIA A100', memoryTotal: 42_949_672_960 }])
  expect(read).not.toHaveProperty('writerId')
})

test('a field of the wrong kind hides no other', () => {
  const read = readMetadata({
    os: 7,
    args: 'no list',
    git: [],
    memory: { total: 'much' },
    node: 'v20.1.0',
    gpu_nvidia: [1],
  })
  expect(read).toMatchObject({ node: 'v20.1.0' })
  expect([read.os, read.args, read.git, read.gpu_nvidia]).toEqual([undefined, undefined, undefined, undefined])
})

test('more than a megabyte is refused', () => {
  expect(givenMetadataSchema.safeParse({ x: 'y'.repeat(2_000_000) }).success).toBe(false)
})
