'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { download } from '~/components/lib/download'
import { Button } from '~/components/ui/button'
import { wandbYaml } from '~/server/domain/wandb-yaml'

/** `sweep.yaml` as the command line of W&B takes it; what it does not know is set aside in a comment, and said. */
export function DownloadButton({ text, isSound }: { text: string; isSound: boolean }) {
  const [setAside, setSetAside] = useState<string[]>([])
  return (
    <span className="flex min-w-0 items-center gap-2">
      {setAside.length > 0 && (
        <span role="status" className="truncate text-12 text-muted">
          {setAside.join(', ')}: for Sweepboard alone, in a comment of the file
        </span>
      )}
      <Button
        size="sm"
        disabled={!isSound}
        onClick={() => {
          const file = wandbYaml(text)
          if (file === null) return
          download('sweep.yaml', new Blob([file.text], { type: 'application/yaml' }))
          setSetAside(file.setAside)
        }}
      >
        <Download /> Download
      </Button>
    </span>
  )
}
