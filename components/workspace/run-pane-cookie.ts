/**
 * How wide the list of runs is, and whether it is there at all: kept in a cookie, so that the server draws the page as it
 * was left and nothing moves when the browser takes over.
 */
export type RunPane = {
  /** Of the page's width. */
  percent: number
  isCollapsed: boolean
}

export const RUN_PANE_COOKIE = 'run-pane'
const USUAL: RunPane = { percent: 26, isCollapsed: false }
const YEAR_SECONDS = 31_536_000

export function readRunPane(text: string | undefined): RunPane {
  const [, percent, collapsed] = /^(\d{1,2}(?:\.\d+)?)(c?)$/.exec(text ?? '') ?? []
  const width = Number(percent)
  if (percent === undefined || width < 10 || width > 80) return USUAL
  return { percent: width, isCollapsed: collapsed === 'c' }
}

/** The outside system is the browser's cookies. */
export function keepRunPane({ percent, isCollapsed }: RunPane): void {
  const value = `${Math.min(80, Math.max(10, percent)).toFixed(1)}${isCollapsed ? 'c' : ''}`
  // biome-ignore lint/suspicious/noDocumentCookie: the store of cookies is not in every browser yet
  document.cookie = `${RUN_PANE_COOKIE}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}
