/** One line of a benchmark's table; the same shape in every benchmark's JSON, now and later. */
export type BenchRow = {
  case: string
  /** Which of several ways was measured, where there are several. */
  method?: string
  measure: string
  unit: string
  value: number
  /** What it is held against, measured in the same run, or a limit that we set ourselves. */
  peer?: string
  peerValue?: number
  /** Above 1 is better than the peer. */
  ratio?: number
}
