'use client'

/** The saved views of a project: which is open, whether it was changed since, and the way to another. */
import { Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { cn } from '~/components/lib/cn'
import { errorFacts } from '~/components/trpc/errors'
import { Button } from '~/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '~/components/ui/dropdown-menu'
import { useWorkspace } from '~/components/workspace/use-workspace'
import type { SavedView } from '~/server/domain/saved-view'
import { DeleteViewDialog } from './delete-view-dialog'
import { NameViewDialog } from './name-view-dialog'
import { useViews } from './use-views'

type Asking = 'save' | 'rename' | 'delete' | null

export function ViewMenu() {
  const { isChanged, viewId } = useWorkspace()
  const views = useViews()
  const [asking, setAsking] = useState<Asking>(null)
  const { open } = views
  const failed = [views.update, views.remove].find(({ isError }) => isError)
  const isGone = viewId !== null && views.list.isSuccess && open === null
  const name = open?.name ?? (isGone ? 'deleted view' : 'All runs')
  return (
    <div className="flex min-w-0 items-center gap-2">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button aria-label={`View: ${name}${isChanged ? ', changed' : ''}`} className="min-w-0">
            <span className="text-muted">View</span> <span className="truncate">{name}</span>
            {isChanged && (
              <span title="Changed since it was saved" className="text-accent">
                •
              </span>
            )}
            <ChevronDown className="text-muted" />
          </Button>
        </DropdownMenuTrigger>
        <ViewList views={views} onAsk={setAsking} />
      </DropdownMenu>
      {isChanged && open?.isMine && <SaveChanges view={open} views={views} />}
      {failed && (
        <p role="alert" className="truncate text-12 text-bad" title={errorFacts(failed.error).message}>
          {errorFacts(failed.error).message}
        </p>
      )}
      {(asking === 'save' || asking === 'rename') && (
        <NameViewDialog view={asking === 'rename' ? open : null} views={views} onClose={() => setAsking(null)} />
      )}
      {asking === 'delete' && open && <DeleteViewDialog view={open} views={views} onClose={() => setAsking(null)} />}
    </div>
  )
}

type Views = ReturnType<typeof useViews>

/** What saves the arrangement where it came from; beside the menu, because it is what one wants after a change. */
function SaveChanges({ view, views }: { view: SavedView; views: Views }) {
  const { state } = useWorkspace()
  return (
    <Button
      size="sm"
      disabled={views.update.isPending}
      onClick={() => views.update.mutate({ view: view.id, content: state })}
      title={view.isShared ? `Everybody who opens “${view.name}” will see this` : undefined}
    >
      {views.update.isPending ? 'Saving…' : 'Save'}
    </Button>
  )
}

function ViewList({ views, onAsk }: { views: Views; onAsk: (what: Asking) => void }) {
  const workspace = useWorkspace()
  const { open, update } = views
  return (
    <DropdownMenuContent className="max-w-80">
      <ViewItem isOn={workspace.viewId === null} onSelect={() => workspace.openView(null)}>
        All runs
      </ViewItem>
      {views.views.map((view) => (
        <ViewItem key={view.id} isOn={view.id === workspace.viewId} onSelect={() => workspace.openView(view.id)}>
          <span className="truncate">{view.name}</span>
          <span className="ml-auto pl-4 text-11 text-muted">{hintOf(view)}</span>
        </ViewItem>
      ))}
      <DropdownMenuSeparator />
      {workspace.isChanged && <DropdownMenuItem onSelect={workspace.reset}>Back to how it was saved</DropdownMenuItem>}
      <DropdownMenuItem onSelect={() => onAsk('save')}>Save as a new view…</DropdownMenuItem>
      {open?.isMine && (
        <>
          <DropdownMenuLabel className="truncate">{open.name}</DropdownMenuLabel>
          <DropdownMenuItem onSelect={() => onAsk('rename')}>Rename…</DropdownMenuItem>
          <DropdownMenuItem
            onSelect={() => update.mutate({ view: open.id, isShared: !open.isShared })}
            disabled={open.isDefault}
          >
            {open.isShared ? 'Make it personal' : 'Share with the project'}
          </DropdownMenuItem>
          {open.isShared && (
            <DropdownMenuItem onSelect={() => update.mutate({ view: open.id, isDefault: !open.isDefault })}>
              {open.isDefault ? 'No longer open the project with it' : 'Open the project with it'}
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => onAsk('delete')} className="text-bad">
            Delete…
          </DropdownMenuItem>
        </>
      )}
    </DropdownMenuContent>
  )
}

function hintOf({ isDefault, isShared, owner }: SavedView): string {
  if (isDefault) return 'default'
  return isShared ? `shared by ${owner}` : 'personal'
}

function ViewItem({ isOn, ...props }: React.ComponentProps<typeof DropdownMenuItem> & { isOn: boolean }) {
  const { children, ...rest } = props
  return (
    <DropdownMenuItem {...rest} aria-current={isOn ? 'true' : undefined}>
      <Check className={cn(!isOn && 'invisible')} />
      {children}
    </DropdownMenuItem>
  )
}
