import { expect, test } from 'vitest'
import { guessGoal, metricRank } from './metric-guess'

test.each([
  ['val_loss', 'minimize', 'loss'],
  ['train/error', 'minimize', 'error'],
  ['validationRMSE', 'minimize', 'rmse'],
  ['accuracy_loss', 'minimize', 'loss'],
  ['test.Accuracy', 'maximize', 'accuracy'],
  ['macro-f1', 'maximize', 'f1'],
  ['episode_reward', 'maximize', 'reward'],
])('%s is to %s, because of "%s"', (name, goal, word) => {
  expect(guessGoal(name)).toEqual({ goal, word })
})

test('a name that says nothing is not guessed at, nor is a part of a word', () => {
  for (const name of ['grad_norm', 'accelerator', 'glossary', '', '/']) expect(guessGoal(name)).toBeNull()
})

test('held-out results come before training results, and those before what is no result', () => {
  const names = ['_runtime', 'epoch', 'learning_rate', 'grad_norm', 'train_loss', 'val_loss']
  const ranks = names.map(metricRank)
  expect([...ranks].sort((a, b) => a - b)).toEqual(ranks)
  expect(metricRank('lr')).toBeLessThan(0)
})
