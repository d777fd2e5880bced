/** Names of media files, as the wandb client makes them: `media/images/<metric>_<step>_<hash>.png`. Pure. */

type MediaName = { folder: string; key: string; step: number; sha256: string; extension: string }

/** Room for step, hash and ending within what a part of a path may have. */
const PART_BYTES_MAX = 150

export function mediaPath({ folder, key, step, sha256, extension }: MediaName): string {
  return `media/${folder}/${safeName(key)}_${step}_${sha256.slice(0, 20)}${extension}`
}

/** A metric's name as a path: its slashes make folders, and nothing else in it can mean something to a file system. */
function safeName(key: string): string {
  const parts = key.split('/').map((part) => {
    const safe = part.toWellFormed().replace(/[\p{Cc}\\:*?"<>|]/gu, '_')
    const short = safe.length > PART_BYTES_MAX / 3 ? safe.slice(0, PART_BYTES_MAX / 3).toWellFormed() : safe
    return /^\.*$/.test(short) ? '_' : short
  })
  return parts.slice(-6).join('/')
}
