'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '~/components/ui/button'

type CopyButtonProps = { text: string; label?: string; className?: string }

/** Copies and says so. Where the clipboard is out of reach (plain HTTP from afar) it says that instead. */
export function CopyButton({ text, label = 'Copy', className }: CopyButtonProps) {
  const [said, setSaid] = useState<'idle' | 'copied' | 'refused'>('idle')

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('copied')
    } catch {
      setSaid('refused')
    }
    setTimeout(() => setSaid('idle'), 1600)
  }

  return (
    <Button variant="ghost" size="sm" className={className} onClick={copy}>
      {said === 'copied' ? <Check /> : <Copy />}
      <span aria-live="polite">
        {said === 'copied' ? 'Copied' : said === 'refused' ? 'Select the text and copy it' : label}
      </span>
    </Button>
  )
}
