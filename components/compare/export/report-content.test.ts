import { expect, it } from 'vitest'
import { reportContentSchema } from '~/server/domain/report'
import { aComparison, comparedSweep } from '../../charts/prepare/compare/testing'
import { readCompareState } from '../search-params'
import { reportContent } from './report-content'
import { reportTitle } from './report-title'

const comparison = aComparison([
  comparedSweep('bayes', { runsToLevel: 2 }),
  comparedSweep('evil | **name** <b>', { sweep: 'evil0000', method: 'random', order: 'drawn', runsToLevel: null }),
])
const state = readCompareState('x=hours&reach=0.8&within=1&budget=20&band=minmax&pair=0-1')
const content = reportContent(comparison, state, new Date('2026-03-01T12:34:56Z'))

it('a report holds what was concluded, the figures, and how they are made, within what the server takes', () => {
  expect(reportContentSchema.parse(content)).toEqual(content)
  expect(content.blocks.map(({ kind }) => kind)).toEqual(['markdown', 'comparison', 'markdown'])
  const [text] = content.blocks
  expect(text).toMatchObject({ text: expect.stringContaining('as they were on 2026-03-01 12:34 UTC') })
  expect(text).toMatchObject({ text: expect.stringContaining('| bayes | bayes | finished | 2 |') })
  expect(reportTitle(comparison)).toContain('compared by val_accuracy')
})

it('names of sweeps stay text', () => {
  const [text] = content.blocks
  expect(text).toMatchObject({ text: expect.stringContaining('| evil \\| \\*\\*name\\*\\* \\<b\\> |') })
})

it('the figures carry all that was chosen, and read it back', () => {
  const figures = content.blocks[1]
  if (figures?.kind !== 'comparison') throw new Error('no figures')
  expect(figures.sweeps).toEqual(['bayes000', 'evil0000'])
  expect(readCompareState(figures.options)).toEqual(state)
})
