/**
 * What must happen before this process ends, however it ends: by itself, by SIGINT or SIGTERM, by an error nobody
 * caught. Handlers are installed while something is open and removed afterwards, so that importing the SDK changes
 * nothing. A program that handles signals itself keeps doing so: then rows are sent, and ending is left to it.
 */
export type Ending = {
  exitCode: number
  reason: string | null
  /** Someone ended the process from outside; its work is not to blame. */
  isSignal: boolean
}

export type Closer = {
  /** There is time: `SIGNAL_MS_MAX` after a signal. */
  close(ending: Ending): Promise<void>
  /** There is none: only what can be done at once. */
  closeNow(): void
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
const SIGNAL_MS_MAX = 5000
const closers = new Set<Closer>()

/** Returns the function that takes the closer off again. */
export function beforeEnd(closer: Closer): () => void {
  if (closers.size === 0) install()
  closers.add(closer)
  return () => {
    if (closers.delete(closer) && closers.size === 0) uninstall()
  }
}

function install(): void {
  for (const signal of Object.keys(SIGNALS)) process.on(signal, onSignal)
  process.on('beforeExit', onBeforeExit)
  process.on('uncaughtException', onUncaught)
  process.on('exit', onExit)
}

function uninstall(): void {
  for (const signal of Object.keys(SIGNALS)) process.off(signal, onSignal)
  process.off('beforeExit', onBeforeExit)
  process.off('uncaughtException', onUncaught)
  process.off('exit', onExit)
}

async function closeAll(ending: Ending): Promise<void> {
  const timer = new Promise<void>((resolve) => setTimeout(resolve, SIGNAL_MS_MAX).unref())
  await Promise.race([Promise.allSettled([...closers].map((closer) => closer.close(ending))), timer])
}

/** The event loop ran empty: the program is over and went well, unless it said otherwise. */
function onBeforeExit(code: number): void {
  void closeAll({ exitCode: code, reason: null, isSignal: false })
}

function onSignal(signal: keyof typeof SIGNALS): void {
  const isOurs = process.listenerCount(signal) === 1
  void closeAll({ exitCode: SIGNALS[signal], reason: `ended by ${signal}`, isSignal: true }).then(() => {
    if (!isOurs) return
    onExit()
    uninstall()
    process.kill(process.pid, signal)
  })
}

function onUncaught(error: unknown): void {
  console.error(error)
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  void closeAll({ exitCode: 1, reason: reason.slice(0, 2000), isSignal: false }).then(() => process.exit(1))
}

function onExit(): void {
  for (const closer of closers) closer.closeNow()
}
