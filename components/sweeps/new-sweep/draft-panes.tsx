'use client'

import { useState } from 'react'
import { ConfigEditor } from '~/components/editor/config-editor'
import { cn } from '~/components/lib/cn'
import type { Problem } from '~/server/domain/errors'

type DraftPanesProps = {
  /** What the left side is called on a phone, where one side is shown at a time. */
  leftLabel: string
  left: React.ReactNode
  text: string
  onText: (text: string) => void
  problems: readonly Problem[]
  metrics: readonly string[]
  /** Beside the heading of the text. */
  actions?: React.ReactNode
}

/** The step at the left, the config as it will be at the right; on a phone one or the other. */
export function DraftPanes({ leftLabel, left, text, onText, problems, metrics, actions }: DraftPanesProps) {
  const [side, setSide] = useState<'left' | 'text'>('left')
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div role="tablist" aria-label="Shown" className="flex gap-4 border-hairline border-b lg:hidden">
        <SideTab isShown={side === 'left'} onShow={() => setSide('left')}>
          {leftLabel}
        </SideTab>
        <SideTab isShown={side === 'text'} onShow={() => setSide('text')}>
          sweep.yaml
          {problems.length > 0 && <span className="ml-1.5 text-bad">✕ {problems.length}</span>}
        </SideTab>
      </div>
      <div className="grid min-w-0 gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] 2xl:grid-cols-[minmax(0,56rem)_minmax(0,48rem)]">
        <div className={cn('min-w-0', side !== 'left' && 'max-lg:hidden')}>{left}</div>
        <section aria-labelledby="draft" className={cn('min-w-0', side !== 'text' && 'max-lg:hidden')}>
          <div className="flex flex-col gap-2 lg:sticky lg:top-4">
            <div className="flex h-8 items-center justify-between gap-2">
              <h2 id="draft" className="font-mono text-12">
                sweep.yaml
              </h2>
              {actions}
            </div>
            <ConfigEditor label="Config as YAML" text={text} onText={onText} problems={problems} metrics={metrics} />
          </div>
        </section>
      </div>
    </div>
  )
}

function SideTab({ isShown, onShow, children }: { isShown: boolean; onShow: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      role="tab"
      aria-selected={isShown}
      onClick={onShow}
      className={cn('-mb-px h-8 border-transparent border-b-2 text-13 text-muted', isShown && 'border-accent text-ink')}
    >
      {children}
    </button>
  )
}
