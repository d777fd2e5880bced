import { createSerializer } from 'nuqs/server'
import { describe, expect, test } from 'vitest'
import { WORKSPACE_STATE, type WorkspaceState } from '~/server/domain/view'
import { loadWorkspaceParams, paramsOf, stateOf, workspaceParams } from './workspace-params'

const address = createSerializer(workspaceParams)

/** Through a real address and back, as another browser would see it. */
function throughAddress(base: WorkspaceState | null, state: WorkspaceState): WorkspaceState {
  return stateOf(base, loadWorkspaceParams(new URLSearchParams(address({ view: null, ...paramsOf(base, state) }))))
}

const ARRANGED: WorkspaceState = {
  runs: {
    search: 'lake',
    filter: 'config.lr < 0.01 and name ~ /a,b/',
    sort: [
      { column: 'summary.val/loss', direction: 'asc' },
      { column: 'config.a, b', direction: 'desc' },
    ],
    groupBy: ['config.optimizer', 'state'],
    groupShows: 'best',
    columns: [{ id: 'summary.val~loss, x', width: 120, isPinned: true }, { id: 'state' }],
    top: 50,
    hidden: ['ab12', 'cd34'],
    shown: ['ef56'],
    colors: { ab12: 3, 'adam,~x': 19 },
    pinned: ['ab12'],
    baseline: 'ab12',
  },
  panels: {
    sections: [{ id: 'a', title: 'train', panels: [{ id: 'p', kind: 'line', metrics: ['loss'], width: 6 }] }],
    isAutomatic: false,
    hidden: ['val/loss'],
    hiddenPrefixes: ['gpu'],
    toggled: ['a'],
    zoom: { step: [10, 20] },
    settings: { isLogY: true, smoothing: { kind: 'ema', amount: 0.9 } },
    search: '^val',
  },
}

describe('the address of a workspace', () => {
  test('says nothing for the plain workspace', () => {
    expect(address({ view: null, ...paramsOf(null, WORKSPACE_STATE) })).toBe('')
  })

  test('brings an arranged workspace back', () => {
    expect(throughAddress(null, ARRANGED)).toEqual(ARRANGED)
  })

  test('brings a state back that has less than the view it starts from', () => {
    expect(throughAddress(ARRANGED, WORKSPACE_STATE)).toEqual(WORKSPACE_STATE)
  })

  test('says nothing for a view as it was saved', () => {
    expect(address({ view: null, ...paramsOf(ARRANGED, ARRANGED) })).toBe('')
  })

  test('is read as far as it makes sense', () => {
    const params = loadWorkspaceParams(new URLSearchParams('top=-5&sort=nonsense&colors=a~99&panels=%%%&q=lake'))
    expect(stateOf(null, params)).toEqual({ ...WORKSPACE_STATE, runs: { ...WORKSPACE_STATE.runs, search: 'lake' } })
  })
})
