/**
 * Draws the rooms of the house and who imports whom, from the code, into docs/architecture.md:
 * `npm run docs:rooms` writes, `npm run docs:rooms -- --check` fails when the drawing is no longer true.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = 'docs/architecture.md'
const START = '<!-- rooms: drawn by docs/rooms.mjs -->'
const END = '<!-- /rooms -->'

/** The room of a module; null for what is not drawn: packages, tests, tools. */
function roomOf(path) {
  if (/(\.test\.tsx?|\/fixtures\/|testing(-setup)?\.ts|\.contract\.ts|\.mjs)/.test(path)) return null
  const server = /^server\/([^/]+)\//.exec(path)
  if (server) return server[1]
  if (/^server\/(main|start)\.ts$/.test(path)) return 'main'
  return /^(app|components|sdk|examples)\//.exec(path)?.[1] ?? null
}

function readImports() {
  const args = ['--no-install', 'depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'app', 'components', 'server', 'sdk/src', 'examples']
  const { stdout } = spawnSync('npx', args, { encoding: 'utf8', maxBuffer: 1e9, shell: process.platform === 'win32' })
  return JSON.parse(stdout).modules.flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ dependencyTypes }) => !dependencyTypes.includes('type-only'))
      .map(({ resolved }) => [roomOf(source), roomOf(resolved)]),
  )
}

function draw() {
  const edges = new Map()
  for (const [from, to] of readImports()) {
    if (from === null || to === null || from === to) continue
    edges.set(`${from} --> ${to}`, (edges.get(`${from} --> ${to}`) ?? 0) + 1)
  }
  // Every room uses the words; drawing those arrows would hide the others.
  const lines = [...edges.keys()].filter((edge) => !edge.endsWith(' domain')).sort()
  return ['```mermaid', 'flowchart TD', ...lines.map((line) => `  ${line}`), '```'].join('\n')
}

const page = readFileSync(PAGE, 'utf8')
const [before, rest] = page.split(START)
const after = rest?.split(END)[1]
if (after === undefined) throw new Error(`${PAGE} has lost the marks "${START}" and "${END}".`)
const drawn = `${before}${START}\n${draw()}\n${END}${after}`
if (!process.argv.includes('--check')) writeFileSync(PAGE, drawn)
else if (drawn !== page) {
  console.error(`The drawing of the rooms in ${PAGE} is no longer true; run \`npm run docs:rooms\`.`)
  process.exit(1)
}
