'use client'

import { useDeferredValue } from 'react'
import { LazyMarkdown } from '~/components/markdown/lazy-markdown'

/** The text on the left, how it will be read on the right; one above the other where there is no room. */
export function MarkdownBlockEditor({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const shown = useDeferredValue(text)
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <textarea
        aria-label="Text in markdown"
        value={text}
        onChange={(event) => onChange(event.target.value)}
        placeholder={'## What we tried\n\nText in **markdown**: lists, tables, links.'}
        spellCheck
        className="field-sizing-content min-h-32 w-full resize-y rounded-md border border-hairline bg-raised p-3 font-mono text-13 leading-relaxed hover:border-outline focus-visible:border-accent"
      />
      <div className="min-w-0 border-hairline border-t pt-3 lg:border-t-0 lg:pt-1">
        {shown.trim() === '' ? <p className="text-muted">Nothing to read yet.</p> : <LazyMarkdown text={shown} />}
      </div>
    </div>
  )
}
