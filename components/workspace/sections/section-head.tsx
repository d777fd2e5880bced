'use client'

import { ArrowDown, ArrowUp, ChevronRight, Ellipsis, Pencil, Plus, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { cn } from '~/components/lib/cn'
import { formatCount } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '~/components/ui/dropdown-menu'
import { Input } from '~/components/ui/input'
import type { SectionModel } from '../prepare/sections'

export type SectionHeadProps = {
  section: SectionModel
  isFirst: boolean
  isLast: boolean
  onToggle: (sectionId: string) => void
  onRename: (sectionId: string, title: string) => void
  onMove: (sectionId: string, by: -1 | 1) => void
  onRemove: (sectionId: string) => void
  onAddPanel: (sectionId: string) => void
  onSettings: (sectionId: string) => void
}

export function SectionHead(props: SectionHeadProps) {
  const { section } = props
  const [isRenaming, setRenaming] = useState(false)
  const hasSettings = Object.keys(section.settings).length > 0
  return (
    <div className="group/section flex h-8 items-center gap-1">
      <h2 className="flex min-w-0 items-center">
        <button
          type="button"
          aria-expanded={section.isOpen}
          onClick={() => props.onToggle(section.id)}
          className={cn('flex min-w-0 items-center gap-1.5 rounded-sm pr-1 text-15', isRenaming && 'sr-only')}
        >
          <ChevronRight
            aria-hidden="true"
            className={cn('size-4 shrink-0 text-muted transition-transform', section.isOpen && 'rotate-90')}
          />
          <span className="truncate">{section.title}</span>
          <span className="font-normal text-12 text-muted tabular-nums">{formatCount(section.panels.length)}</span>
        </button>
      </h2>
      {isRenaming && (
        <RenameField
          title={section.title}
          onDone={(title) => {
            setRenaming(false)
            if (title !== null && title !== section.title) props.onRename(section.id, title)
          }}
        />
      )}
      {hasSettings && (
        <Button size="sm" variant="ghost" onClick={() => props.onSettings(section.id)}>
          own settings
        </Button>
      )}
      <SectionMenu {...props} onStartRename={() => setRenaming(true)} />
    </div>
  )
}

function RenameField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  return (
    <Input
      autoFocus
      aria-label={`New name of ${title}`}
      defaultValue={title}
      maxLength={300}
      className="h-7 w-64"
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => onDone(event.currentTarget.value.trim() || null)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') onDone(null)
      }}
    />
  )
}

function SectionMenu({
  section,
  isFirst,
  isLast,
  onStartRename,
  onMove,
  onRemove,
  onAddPanel,
  onSettings,
}: SectionHeadProps & { onStartRename: () => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`${section.title}: menu of the section`}
          className="opacity-0 focus-visible:opacity-100 group-focus-within/section:opacity-100 group-hover/section:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
        >
          <Ellipsis />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent onCloseAutoFocus={(event) => event.preventDefault()}>
        <DropdownMenuItem onSelect={() => onAddPanel(section.id)}>
          <Plus /> Add a panel…
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => onSettings(section.id)}>
          <SlidersHorizontal /> Settings of its lines…
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={onStartRename}>
          <Pencil /> Rename
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem disabled={isFirst} onSelect={() => onMove(section.id, -1)}>
          <ArrowUp /> Move up
        </DropdownMenuItem>
        <DropdownMenuItem disabled={isLast} onSelect={() => onMove(section.id, 1)}>
          <ArrowDown /> Move down
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => onRemove(section.id)}>
          <Trash2 /> {section.prefix === null ? 'Delete, with its panels' : 'Hide, with its panels'}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
