import { expect, test } from 'vitest'
import { byUsefulness, isCounter } from './metric-order'

test('what a sweep aims at comes first, then held-out data, then the rest, then counters', () => {
  const metrics = ['accuracy', 'epoch', 'loss', 'val_accuracy', 'val_loss']
  expect(byUsefulness(metrics, ['val_loss'])).toEqual(['val_loss', 'val_accuracy', 'accuracy', 'loss', 'epoch'])
  expect(byUsefulness(['train/loss', 'eval/loss', 'trainer/global_step'], [])).toEqual([
    'eval/loss',
    'train/loss',
    'trainer/global_step',
  ])
})

test('objectives keep their own order', () => {
  expect(byUsefulness(['a', 'b', 'c'], ['c', 'a'])).toEqual(['c', 'a', 'b'])
})

test('a counter that a sweep aims at is an objective all the same', () => {
  expect(byUsefulness(['loss', 'epoch'], ['epoch'])).toEqual(['epoch', 'loss'])
})

test('only names that count are counters', () => {
  expect(['epoch', 'train/step', 'global_step', 'iteration', 'batch'].every(isCounter)).toBe(true)
  expect(['step_time', 'loss', 'best_epoch_loss', 'batch_size', 'epochs_per_second'].some(isCounter)).toBe(false)
})
