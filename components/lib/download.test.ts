import { expect, test } from 'vitest'
import { fileName } from './download'

test('a file is named after its title, without what systems refuse', () => {
  expect(fileName('val/loss: best?', 'csv')).toBe('val-loss-best.csv')
  expect(fileName('  ../../etc ', 'html')).toBe('etc.html')
  expect(fileName('???', 'png')).toBe('sweepboard.png')
  expect(fileName('Größe 损失', 'svg')).toMatch(/\.svg$/)
})
