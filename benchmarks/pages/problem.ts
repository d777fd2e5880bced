/** Said at once and at the end by the exit code: one thing that cannot be measured must not hide all others. */
export function problem(what: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  console.error(`NOT MEASURED: ${what}: ${message.split('\n').slice(0, 3).join(' ')}`)
  process.exitCode = 1
}
