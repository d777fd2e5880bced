/** Where this installation lies: the folder of its package.json. Bundles lie at different depths, so it is looked for. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && readFileSync(manifest, 'utf8').includes('"name": "sweepboard-app"')) return folder
    const parent = dirname(folder)
    if (parent === folder)
      throw new Error('The package.json of Sweepboard is not above its program: install it as a whole, with `npm ci`.')
    folder = parent
  }
}
