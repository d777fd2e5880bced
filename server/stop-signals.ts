/**
 * When this process is asked to end. `npm start` puts a shell between npm and us that dies of a SIGTERM without handing
 * it on, so the loss of that parent counts as a signal too; without it the server would live on, unseen.
 */
const PARENT_CHECK_MS = 500

/** Calls `stop` at the first signal; the second ends the process at once. */
export function onStopSignal(stop: () => void): void {
  let isStopping = false
  const handle = () => {
    if (isStopping) process.exit(1)
    isStopping = true
    stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle)
  const parent = process.ppid
  if (process.env['npm_lifecycle_event'] === undefined) return
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    if (!isStopping) handle()
  }, PARENT_CHECK_MS)
  watch.unref()
}
