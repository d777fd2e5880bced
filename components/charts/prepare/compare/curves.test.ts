import { describe, expect, it } from 'vitest'
import { curvePanel, relatedMetrics } from './curves'
import { aContender } from './testing'

const curve = {
  contender: 0,
  metric: 'loss',
  runCount: 4,
  runTotal: 4,
  step: [0, 1, 2],
  mean: [2, 1, 0.5],
  deviation: [0.5, 0.2, 0],
  min: [1, 0.9, 0.5],
  max: [3, 1.2, 0.5],
  count: [4, 4, 1],
  stride: 1,
}
const contenders = [aContender('grid', { method: 'grid' }), aContender('bayes')]
const panelOf = (band: 'std' | 'stderr' | 'minmax') => curvePanel('loss', { curves: [curve], contenders, band })!
const bandsOf = (band: 'std' | 'stderr' | 'minmax') => panelOf(band).rows.map(({ cells }) => cells[0]?.band)

describe('mean curves by contender', () => {
  it('have the band that was chosen, and none where one run is left', () => {
    expect(bandsOf('std')).toEqual([[1.5, 2.5], [0.8, 1.2], null])
    expect(bandsOf('stderr')).toEqual([[1.75, 2.25], [0.9, 1.1], null])
    expect(bandsOf('minmax')).toEqual([[1, 3], [0.9, 1.2], null])
    expect(panelOf('std').domain[0]).toBeLessThanOrEqual(0.5)
    expect(panelOf('std').domain[1]).toBeGreaterThanOrEqual(2.5)
  })

  it('are thin where fewer than half of the runs are left', () => {
    expect(panelOf('std').rows.map(({ cells }) => cells[0]?.isThin)).toEqual([false, false, true])
  })

  it('leave gaps where one has no value', () => {
    const other = { ...curve, contender: 1, step: [0], mean: [1], deviation: [0], min: [1], max: [1], count: [1] }
    const panel = curvePanel('loss', { curves: [curve, other], contenders, band: 'std' })!
    expect(panel.lines.map(({ label }) => label)).toEqual(['grid', 'bayes'])
    expect(panel.rows[1]!.cells[1]).toBeNull()
  })

  it('are nothing when no run logged the metric', () => {
    expect(curvePanel('accuracy', { curves: [curve], contenders, band: 'std' })).toBeNull()
  })
})

describe('the metrics that are shown first', () => {
  it('are the objective, its twin on the other data, and the losses', () => {
    const logged = ['val_accuracy', 'epoch', 'loss', 'accuracy', 'val_loss', 'lr']
    expect(relatedMetrics('val_accuracy', logged)).toEqual(['loss', 'val_loss', 'accuracy', 'val_accuracy'])
    expect(relatedMetrics('val/f1', ['train/f1', 'val/f1', 'train/loss', 'val/loss'])).toEqual([
      'val/loss',
      'train/loss',
      'val/f1',
      'train/f1',
    ])
    expect(relatedMetrics('val_loss', ['loss', 'val_loss'])).toEqual(['loss', 'val_loss'])
  })

  it('are what there is when nothing is related', () => {
    expect(relatedMetrics('score', ['epoch', 'reward', 'length'])).toEqual(['reward', 'length'])
    expect(relatedMetrics('score', [])).toEqual([])
  })
})
