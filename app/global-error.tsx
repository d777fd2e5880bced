'use client'

/** The last net: the layout itself failed, so nothing of it can be relied on here. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'system-ui, sans-serif', padding: '3rem', maxWidth: '40rem' }}>
        <title>Sweepboard failed to draw this page</title>
        <h1 style={{ fontSize: '1.25rem' }}>Sweepboard failed to draw this page</h1>
        <p>Running trainings are not touched by this, and nothing that was logged is lost. {error.digest}</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  )
}
