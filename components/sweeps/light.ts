/** The run that the reader points at, wherever: every panel shows it, and every panel can point. */
export type Light = {
  highlighted: string | null
  onHighlight: (runId: string | null) => void
  onOpen: (runId: string) => void
}
