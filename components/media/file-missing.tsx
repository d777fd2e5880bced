'use client'

import { Button } from '~/components/ui/button'

/** In the place of a file that the server does not have: rows come before the files that they name. */
export function FileMissing({ path, onRetry }: { path: string; onRetry: () => void }) {
  return (
    <div
      role="alert"
      className="flex min-h-20 flex-col items-center justify-center gap-1.5 rounded-md border border-hairline border-dashed p-2 text-center text-12 text-muted"
    >
      <p className="max-w-full break-words" title={path}>
        The file is not here: it is on its way, or was deleted.
      </p>
      <Button size="sm" onClick={onRetry}>
        Look again
      </Button>
    </div>
  )
}
