/** Which pictures there are of a page, and where they lie. */
export type Shot = {
  width: number
  theme: 'light' | 'dark'
  /** Of the picture to the page. */
  scale: number
}

export const SHOTS: readonly Shot[] = [
  { width: 1440, theme: 'light', scale: 0.5 },
  { width: 1440, theme: 'dark', scale: 0.5 },
  { width: 390, theme: 'light', scale: 0.75 },
  { width: 390, theme: 'dark', scale: 0.75 },
]

export function pictureFile(page: string, { width, theme }: Shot): URL {
  return new URL(`${page}-${width}-${theme}.webp`, import.meta.url)
}
