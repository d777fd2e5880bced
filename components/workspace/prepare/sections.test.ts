import { describe, expect, test } from 'vitest'
import type { Panel } from '~/server/domain/panel'
import { type PanelsState, panelsStateSchema, WORKSPACE_STATE } from '~/server/domain/view'
import {
  addPanel,
  addSection,
  changePanel,
  changeSection,
  duplicatePanel,
  type LayoutChange,
  movePanel,
  moveSection,
  removePanel,
  removeSection,
  showAgain,
  toggleSection,
} from './edit-sections'
import { autoPanel, COUNTERS, type SectionModel, searchPanels, sectionsOf } from './sections'

const METRICS = ['train/loss', 'train/acc', 'lr', 'val/loss', 'val/acc', 'epoch', '_runtime', 'train/opt/beta']
const OBJECTIVES = ['val/acc']

function shown(state: PanelsState, metrics = METRICS): SectionModel[] {
  return sectionsOf(state, metrics, OBJECTIVES)
}

/** Section id → panel ids, without the mark of those that came by themselves. */
function picture(state: PanelsState, metrics = METRICS) {
  return Object.fromEntries(
    shown(state, metrics).map(({ title, panels }) => [title, panels.map(({ id }) => id.replace('auto:', ''))]),
  )
}

function changed(state: PanelsState, edit: (layout: { state: PanelsState; sections: SectionModel[] }) => LayoutChange) {
  const next = { ...state, ...edit({ state, sections: shown(state) }) }
  expect(panelsStateSchema.safeParse(next).success).toBe(true)
  return next
}

const PLAIN = WORKSPACE_STATE.panels
const NOTE: Panel = { id: 'note', kind: 'markdown', text: 'so' }

describe('sections', () => {
  test('are made by the prefix of metrics, what sweeps aim at first, counters last, what the SDK logs for itself never', () => {
    expect(picture(PLAIN)).toEqual({
      Metrics: ['lr'],
      val: ['val/acc', 'val/loss'],
      train: ['train/loss', 'train/acc', 'train/opt/beta'],
      Counters: ['epoch'],
    })
    expect(Object.keys(picture(PLAIN))).toEqual(['Metrics', 'val', 'train', 'Counters'])
  })

  test('are open until enough panels are in sight, and keep what a hand did to them', () => {
    const many = Array.from({ length: 30 }, (_, i) => [`a/${i}`, `b/${i}`]).flat()
    const open = (state: PanelsState) => shown(state, [...many, 'epoch']).map(({ id, isOpen }) => [id, isOpen])
    expect(open(PLAIN)).toEqual([
      ['auto:a', true],
      ['auto:b', false],
      [`auto:${COUNTERS}`, false],
    ])
    const toggled = { ...PLAIN, ...toggleSection(PLAIN, 'auto:b') }
    expect(open(toggled)[1]).toEqual(['auto:b', true])
    expect(toggleSection(toggled, 'auto:b')).toEqual({ toggled: [] })
  })

  test('of a workspace that is not automatic are only those that were made', () => {
    const state = changed({ ...PLAIN, isAutomatic: false }, (layout) =>
      addSection(layout, { id: 's', title: 'Mine', panels: [NOTE] }),
    )
    expect(picture(state)).toEqual({ Mine: ['note'] })
  })

  test('show images, tables and histograms behind the numbers of their prefix, and no text', () => {
    const media = new Map([
      ['val/examples', 'images'],
      ['gradients/conv1', 'histogram'],
      ['val/note', 'text'],
      ['val/acc', 'table'],
    ] as const)
    const sections = sectionsOf(PLAIN, METRICS, OBJECTIVES, media)
    const kinds = (title: string) =>
      sections.find((section) => section.title === title)?.panels.map(({ id, kind }) => [id.replace('auto:', ''), kind])
    expect(kinds('val')).toEqual([
      ['val/acc', 'line'],
      ['val/loss', 'line'],
      ['val/examples', 'media'],
    ])
    expect(kinds('gradients')).toEqual([['gradients/conv1', 'histogram']])
  })

  test('of 20,000 metrics are one for each prefix', () => {
    const metrics = Array.from({ length: 20_000 }, (_, i) => `layer.${i % 200}/weight.${i}`)
    expect(sectionsOf(PLAIN, metrics, [])).toHaveLength(200)
  })
})

describe('changing', () => {
  test('a panel that came by itself keeps its place, and those after it go on coming', () => {
    const state = changed(PLAIN, (layout) => changePanel(layout, { ...autoPanel('train/loss'), height: 400 }))
    expect(picture(state)).toEqual(picture(PLAIN))
    expect(shown(state)[2]?.panels[0]).toMatchObject({ height: 400 })
    expect(picture(state, [...METRICS, 'train/new'])['train']).toEqual([
      'train/loss',
      'train/acc',
      'train/opt/beta',
      'train/new',
    ])
  })

  test('a panel is added at the top of its section, doubled behind itself, and removed', () => {
    const added = changed(PLAIN, (layout) => addPanel(layout, 'auto:val', NOTE))
    expect(picture(added)['val']).toEqual(['note', 'val/acc', 'val/loss'])
    const doubled = changed(added, (layout) => duplicatePanel(layout, 'auto:val/acc', 'copy'))
    expect(picture(doubled)['val']).toEqual(['note', 'val/acc', 'copy', 'val/loss'])
    const removed = changed(doubled, (layout) => removePanel(layout, 'auto:val/acc'))
    expect(picture(removed)['val']).toEqual(['note', 'copy', 'val/loss'])
    expect(removed.hidden).toEqual(['val/acc'])
    expect(picture({ ...removed, ...showAgain(removed, { metric: 'val/acc' }) })['val']).toEqual([
      'note',
      'copy',
      'val/acc',
      'val/loss',
    ])
  })

  test('a panel moves within its section, to another, and to the end of one', () => {
    const within = changed(PLAIN, (layout) =>
      movePanel(layout, 'auto:train/opt/beta', { sectionId: 'auto:train', before: 'auto:train/acc' }),
    )
    expect(picture(within)['train']).toEqual(['train/loss', 'train/opt/beta', 'train/acc'])
    const back = changed(within, (layout) =>
      movePanel(layout, 'auto:train/loss', { sectionId: 'auto:train', before: null }),
    )
    expect(picture(back)['train']).toEqual(['train/opt/beta', 'train/acc', 'train/loss'])
    const across = changed(back, (layout) =>
      movePanel(layout, 'auto:train/acc', { sectionId: 'auto:val', before: 'auto:val/loss' }),
    )
    expect(picture(across)).toMatchObject({
      val: ['val/acc', 'train/acc', 'val/loss'],
      train: ['train/opt/beta', 'train/loss'],
    })
    expect(
      movePanel({ state: PLAIN, sections: shown(PLAIN) }, 'none', { sectionId: 'auto:val', before: null }),
    ).toEqual({})
  })

  test('sections are renamed, set, moved and removed, and stay where they are when others change', () => {
    const moved = changed(PLAIN, (layout) => moveSection(layout, 'auto:train', -1))
    expect(Object.keys(picture(moved))).toEqual(['Metrics', 'train', 'val', 'Counters'])
    const named = changed(moved, (layout) =>
      changeSection(layout, 'auto:val', { title: 'Held out', settings: { isLogY: true } }),
    )
    expect(Object.keys(picture(named))).toEqual(['Metrics', 'train', 'Held out', 'Counters'])
    expect(shown(named)[2]?.settings).toEqual({ isLogY: true })
    const removed = changed(named, (layout) => removeSection(layout, 'auto:train'))
    expect(Object.keys(picture(removed))).toEqual(['Metrics', 'Held out', 'Counters'])
    const again = { ...removed, ...showAgain(removed, { prefix: 'train' }) }
    expect(Object.keys(picture(again))).toEqual(['Metrics', 'Held out', 'train', 'Counters'])
    expect(moveSection({ state: PLAIN, sections: shown(PLAIN) }, 'auto:', -1)).toEqual({})
  })

  test('one far down a long section is kept without keeping all before it', () => {
    const metrics = Array.from({ length: 3000 }, (_, i) => `w/${String(i).padStart(4, '0')}`)
    const sections = shown(PLAIN, metrics)
    const change = changePanel({ state: PLAIN, sections }, { ...autoPanel('w/2000'), height: 300 })
    const state = { ...PLAIN, ...change }
    expect(panelsStateSchema.safeParse(state).success).toBe(true)
    expect(state.sections[0]?.panels).toHaveLength(1)
    expect(shown(state, metrics)[0]?.panels).toHaveLength(3000)
  })
})

describe('searching panels', () => {
  test('goes over titles and metrics, whatever the case, and opens what it finds', () => {
    const { sections, error } = searchPanels(shown(PLAIN), 'LOSS$')
    expect(error).toBeNull()
    expect(sections.map(({ title, panels }) => [title, panels.map(({ id }) => id)])).toEqual([
      ['val', ['auto:val/loss']],
      ['train', ['auto:train/loss']],
    ])
    expect(searchPanels(shown(PLAIN), '^train$').sections[0]?.panels).toHaveLength(3)
    expect(searchPanels(shown(PLAIN), 'nothing').sections).toEqual([])
  })

  test('by a bad expression says so and hides nothing', () => {
    const { sections, error } = searchPanels(shown(PLAIN), 'loss(')
    expect(error).toMatch(/no regular expression: .*loss\(/)
    expect(sections).toHaveLength(4)
  })
})
