'use client'

import { Download, MoreVertical } from 'lucide-react'
import { useState } from 'react'
import { FRAME_TOOL } from '~/components/charts/chart-frame'
import { download, fileName } from '~/components/lib/download'
import { Button } from '~/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '~/components/ui/dropdown-menu'
import type { PanelKind } from '~/server/domain/panel'
import type { PanelExport } from './panel-export'
import { pngOf } from './png-of'

type PanelMenuProps = {
  title: string
  kind: PanelKind
  exported: React.RefObject<PanelExport | null>
  children: React.ReactNode
}

/** Nothing of it can be taken along as numbers. */
const WITHOUT_EXPORT: readonly PanelKind[] = ['markdown', 'media']

export function PanelMenu({ title, kind, exported, children }: PanelMenuProps) {
  const [error, setError] = useState<string | null>(null)
  const [has, setHas] = useState({ csv: false, svg: false })

  async function save(ending: 'csv' | 'svg' | 'png') {
    try {
      const content = await contentOf(exported.current, ending)
      if (content !== null) download(fileName(title, ending), content)
      setError(null)
    } catch {
      setError(`The ${ending.toUpperCase()} could not be made; try a smaller panel.`)
    }
  }

  return (
    <>
      {error !== null && (
        <span role="alert" className="truncate text-12 text-bad">
          {error}
        </span>
      )}
      <DropdownMenu onOpenChange={() => setHas({ csv: exported.current !== null, svg: exported.current?.svg != null })}>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`${title}: menu`} className={FRAME_TOOL}>
            <MoreVertical />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {children}
          {children !== undefined && !WITHOUT_EXPORT.includes(kind) && <DropdownMenuSeparator />}
          {!WITHOUT_EXPORT.includes(kind) && (
            <>
              <DropdownMenuItem disabled={!has.csv} onSelect={() => void save('csv')}>
                <Download /> Data as CSV
              </DropdownMenuItem>
              <DropdownMenuItem disabled={!has.svg} onSelect={() => void save('svg')}>
                <Download /> Picture as SVG
              </DropdownMenuItem>
              <DropdownMenuItem disabled={!has.svg} onSelect={() => void save('png')}>
                <Download /> Picture as PNG
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
    </>
  )
}

async function contentOf(exported: PanelExport | null, ending: 'csv' | 'svg' | 'png'): Promise<Blob | null> {
  if (exported === null) return null
  if (ending === 'csv') return new Blob([exported.csv()], { type: 'text/csv' })
  if (exported.svg === null) return null
  const svg = exported.svg()
  return ending === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : pngOf(svg)
}
