/** Time as the SDK uses it, so that tests can turn it by hand. */

export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after `ms` or when `signal` aborts, whichever is first; an idle sleep does not keep the process alive. */
  sleep(ms: number, options?: { signal?: AbortSignal; isIdle?: boolean }): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep(ms, { signal, isIdle = false } = {}) {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const timer = setTimeout(done, ms)
      if (isIdle) timer.unref()
      signal?.addEventListener('abort', done, { once: true })
      function done() {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
    })
  },
}
