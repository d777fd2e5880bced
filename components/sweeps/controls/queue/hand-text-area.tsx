'use client'

import { useId } from 'react'
import { Label } from '~/components/ui/label'

/** A few lines of YAML or JSON; the server answers with every problem and its line. */
export function HandTextArea({ text, onText }: { text: string; onText: (text: string) => void }) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <Label htmlFor={id}>Settings of the run</Label>
      <textarea
        id={id}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        rows={Math.min(16, Math.max(5, text.split('\n').length + 1))}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        className="w-full rounded-md border border-hairline bg-raised px-3 py-2 font-mono text-12 leading-[1.6] hover:border-outline focus-visible:border-accent"
      />
    </div>
  )
}
