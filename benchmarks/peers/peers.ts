/**
 * What the peers show of the same runs: their page that answers the question of ours, and when its data is there to be
 * seen. Each goes as far as it goes: scenarios that are left out cannot be written or opened within minutes.
 */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type PeerServer, startPeer } from './peer-server'
import type { Python } from './python-environment'

export type PeerPage = {
  /** Which of our pages it stands beside. */
  beside: string
  path: string
  ready: string
  /** The counterpart of sorting our table. */
  sort?: (page: Page) => Promise<void>
}

export type Peer = {
  name: string
  script: string
  scenarios: readonly string[]
  start(python: Python, folder: string): Promise<PeerServer>
  pages(scenario: string): PeerPage[]
}

const ACT_MS_MAX = 30_000

const RUNS = ['hundred-runs', 'ten-thousand-runs']
const SWEEPS = ['five-thousand-run-sweep']

const answers = async (url: string) => (await fetch(url)).ok

const mlflow: Peer = {
  name: 'MLflow',
  script: 'write_mlflow.py',
  scenarios: RUNS,
  start: (python, folder) =>
    startPeer(
      python.program('mlflow'),
      (port) => [
        ...['server', '--backend-store-uri', `sqlite:///${join(folder, 'mlflow.db')}`],
        ...['--host', '127.0.0.1', '--port', String(port)],
      ],
      (url) => answers(`${url}/health`),
    ),
  pages: () => [
    {
      beside: 'runs',
      path: '/#/experiments/1/runs',
      ready: `[...document.querySelectorAll('[role="gridcell"]')].filter((cell) => /-\\d+$/.test(cell.innerText.trim())).length > 10`,
      sort: (page) =>
        page
          .getByRole('columnheader', { name: /Duration/ })
          .first()
          .click({ timeout: ACT_MS_MAX }),
    },
    {
      beside: 'workspace',
      path: '/#/experiments/1/runs?compareRunsMode=CHART',
      ready: `document.querySelectorAll('.js-plotly-plot .trace').length > 3`,
    },
  ],
}

const optuna: Peer = {
  name: 'Optuna Dashboard',
  script: 'write_optuna.py',
  scenarios: [...RUNS, ...SWEEPS],
  start: (python, folder) =>
    startPeer(
      python.program('optuna-dashboard'),
      (port) => [`sqlite:///${join(folder, 'optuna.db')}`, '--host', '127.0.0.1', '--port', String(port)],
      (url) => answers(`${url}/dashboard`),
    ),
  pages: (scenario) => [
    ...(RUNS.includes(scenario)
      ? [
          {
            beside: 'runs',
            path: '/dashboard/studies/1/trials',
            ready: `[...document.querySelectorAll('li')].filter((item) => /Trial \\d+/.test(item.innerText)).length > 10`,
          },
        ]
      : []),
    {
      beside: 'sweep',
      path: '/dashboard/studies/1',
      ready: `document.querySelector('.js-plotly-plot .scatterlayer .point, .js-plotly-plot .gl-canvas') !== null`,
    },
  ],
}

const tensorboard: Peer = {
  name: 'TensorBoard',
  script: 'write_tensorboard.py',
  scenarios: RUNS,
  start: (python, folder) =>
    startPeer(
      python.program('tensorboard'),
      (port) => ['--logdir', join(folder, 'logs'), '--host', '127.0.0.1', '--port', String(port)],
      hasAllRuns,
    ),
  pages: () => [
    {
      beside: 'runs',
      path: '/#hparams',
      ready: `(function cells(root) {
        return [...root.querySelectorAll('*')].reduce(
          (sum, element) => sum + (element.localName === 'vaadin-grid-cell-content' && /-\\d+$/.test(element.textContent.trim()) ? 1 : 0) +
            (element.shadowRoot === null ? 0 : cells(element.shadowRoot)), 0)
      })(document) > 10`,
    },
    { beside: 'workspace', path: '/#timeseries', ready: `document.querySelectorAll('line-chart path').length > 3` },
  ],
}

/** It reads the files after it is up; the number of runs stops growing when it is done. */
async function hasAllRuns(url: string): Promise<boolean> {
  const count = async () => ((await (await fetch(`${url}/data/runs`)).json()) as string[]).length
  const before = await count()
  await new Promise((resolve) => setTimeout(resolve, 3000))
  return before > 0 && (await count()) === before
}

export const PEERS: readonly Peer[] = [mlflow, optuna, tensorboard]
