import { expect, test } from 'vitest'
import { systemSections } from './system-charts'

test('readings of one kind stand in one chart, under the part of the machine that they are of', () => {
  const keys = [
    '_runtime',
    'system.gpu.10.gpu',
    'system.gpu.9.gpu',
    'system.cpu',
    'system.memory_percent',
    'system.odd.thing',
  ]
  expect(systemSections(keys)).toEqual([
    { title: 'Processor', charts: [{ title: 'Used by the program (% of all cores)', metrics: ['system.cpu'] }] },
    { title: 'Memory', charts: [{ title: 'Used by the whole machine (%)', metrics: ['system.memory_percent'] }] },
    { title: 'Graphics', charts: [{ title: 'Load (%)', metrics: ['system.gpu.9.gpu', 'system.gpu.10.gpu'] }] },
    { title: 'Other', charts: [{ title: 'odd.thing', metrics: ['system.odd.thing'] }] },
  ])
})

test('no reading is left out', () => {
  const keys = ['system.disk.sda.in', 'system.disk.in', 'system.disk./.usageGB', 'system.network.recv', 'x']
  const shown = systemSections(keys).flatMap(({ charts }) => charts.flatMap(({ metrics }) => metrics))
  expect(shown.sort()).toEqual(keys.toSorted())
})
