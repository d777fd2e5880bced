/**
 * Bundles what Node runs: `node server/build.mjs [sdk | --if-stale | --run FILE … | --watch]`.
 *   (nothing)    the server, its worker, the examples and the benchmarks, into dist/, and the scripts of the pages packed
 *   sdk          only the npm package, into sdk/dist (done at install, so that `npx sweepboard` works at once)
 *   --if-stale   everything and the pages, unless the last build is newer than every source
 *   --run FILE   the same, then FILE in this very process, so that a signal to `npm start` reaches the server
 *   --watch      the development server: pages reload by themselves, a change of the server restarts it
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'

const brotli = promisify(brotliCompress)

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const inRoot = (...parts) => join(root, ...parts)

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
  tsconfig: inRoot('tsconfig.json'),
}

/** Packages stay outside of the bundles; `~/` is our own code, and so is the SDK that the examples import by its name. */
const packagesOutside = {
  name: 'packages-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./~]/ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path, external: true },
    )
  },
}

function serverOptions() {
  const benchmarks = existsSync(inRoot('benchmarks'))
    ? readdirSync(inRoot('benchmarks')).filter((file) => /(^bench|\.bench)\.ts$/.test(file))
    : []
  const entries = {
    'server/main': 'server/main.ts',
    'server/search-worker': 'server/sweeps/search-worker.ts',
    'examples/demo': 'examples/demo.ts',
    'examples/fashion-mnist/agent': 'examples/fashion-mnist/agent.ts',
    ...Object.fromEntries(benchmarks.map((file) => [`benchmarks/${file.replace(/\.ts$/, '')}`, `benchmarks/${file}`])),
  }
  const present = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(inRoot(file))))
  return { ...common, entryPoints: present, outdir: 'dist', splitting: true, plugins: [packagesOutside] }
}

async function buildServer() {
  const esbuild = await import('esbuild')
  await esbuild.build(serverOptions())
}

/** Our own rooms go inside, so that the published package needs nothing of the server; packages are its dependencies. */
async function buildSdk() {
  const esbuild = await import('esbuild')
  await esbuild.build({
    ...common,
    entryPoints: { index: 'sdk/src/index.ts', cli: 'sdk/src/cli.ts' },
    outdir: 'sdk/dist',
    splitting: true,
    plugins: [packagesOutside],
  })
}

function buildPages() {
  console.log('Building the pages; this takes about a minute and happens once.')
  const { status } = spawnSync(process.execPath, [inRoot('node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (status !== 0) process.exit(status ?? 1)
}

/** Once, at its best: server/http/packed-pages.ts answers these instead of packing while a browser waits. */
async function packPages() {
  const folder = inRoot('.next', 'static')
  if (!existsSync(folder)) return
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.(js|css)$/.test(name))
  await Promise.all(
    names.map(async (name) => writeFile(join(folder, `${name}.br`), await brotli(await readFile(join(folder, name))))),
  )
}

const SOURCES = [
  'app',
  'components',
  'server',
  'prisma',
  'sdk/src',
  'examples',
  'benchmarks',
  'package.json',
  'next.config.js',
  'tsconfig.json',
]

function newestMs(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  const ours = readdirSync(path).filter((name) => name !== 'node_modules' && name !== 'generated' && name !== 'dist')
  return Math.max(0, ...ours.map((name) => newestMs(join(path, name))))
}

function isStale() {
  const builtMs = Math.min(
    ...['.next/BUILD_ID', 'dist/server/main.js', 'sdk/dist/cli.js'].map((file) => newestMs(inRoot(file))),
  )
  return Math.max(...SOURCES.map((path) => newestMs(inRoot(path)))) > builtMs
}

async function watch() {
  let child = null
  const restart = () => {
    child?.kill('SIGTERM')
    const start = () => {
      child = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, NODE_ENV: 'development' },
      })
    }
    if (child === null || child.exitCode !== null) start()
    else child.once('exit', start)
  }
  const onEnd = { name: 'restart', setup: (build) => build.onEnd(({ errors }) => errors.length === 0 && restart()) }
  const options = serverOptions()
  const esbuild = await import('esbuild')
  const context = await esbuild.context({ ...options, plugins: [...options.plugins, onEnd] })
  const stop = () => {
    child?.once('exit', () => process.exit(0))
    if (child === null || child.exitCode !== null) process.exit(0)
    child.kill('SIGTERM')
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  await context.watch()
}

async function buildIfStale() {
  if (!isStale()) return
  buildPages()
  await Promise.all([buildServer(), buildSdk(), packPages()])
}

async function run(file) {
  await buildIfStale()
  process.argv.splice(1, 3, inRoot(file))
  await import(pathToFileURL(inRoot(file)).href)
}

const [mode, file] = process.argv.slice(2)
if (mode === 'sdk') await buildSdk()
else if (mode === '--watch') await watch()
else if (mode === '--if-stale') await buildIfStale()
else if (mode === '--run' && file !== undefined) await run(file)
else if (mode === undefined) await Promise.all([buildServer(), buildSdk(), packPages()])
else {
  console.error(`build.mjs does not know "${mode}"; see the top of server/build.mjs.`)
  process.exit(2)
}
