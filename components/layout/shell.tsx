'use client'

import { Settings } from 'lucide-react'
import Link from 'next/link'
import { useShortcut } from '~/components/lib/use-shortcut'
import { useLiveHints } from '~/components/trpc/use-live-hints'
import { Button } from '~/components/ui/button'
import { CommandMenu } from './command-menu'
import { LiveState } from './live-state'
import { PathBar } from './path-bar'
import { ProjectTabs } from './project-tabs'
import { ShortcutSheet } from './shortcut-sheet'
import { ThemeSwitch } from './theme-switch'
import { Toasts } from './toasts'
import { usePlace } from './use-place'

/** One bar with the path, one row of tabs, and what is true of every page: live hints, search, keyboard. */
export function Shell({ children }: { children: React.ReactNode }) {
  const place = usePlace()
  const { entity, project } = place
  const path = entity !== null && project !== null ? { entity, project } : null
  const live = useLiveHints(path)
  useShortcut('/', focusSearch)
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-raised px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <header className="border-hairline border-b bg-surface">
        <div className="flex h-12 items-center gap-3 px-4 sm:px-6">
          <PathBar place={place} />
          <div className="ml-auto flex shrink-0 items-center gap-1">
            <LiveState state={live} />
            <CommandMenu place={place} />
            <ThemeSwitch />
            <Button asChild variant="ghost" size="icon">
              <Link href="/settings" aria-label="Settings">
                <Settings />
              </Link>
            </Button>
          </div>
        </div>
        {path && <ProjectTabs path={path} current={place.tab} />}
      </header>
      <main id="main" className="flex min-w-0 flex-1 flex-col px-4 py-5 sm:px-6">
        {children}
      </main>
      <ShortcutSheet />
      <Toasts />
    </div>
  )
}

/** The page's own search field says `data-search`. */
function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]')
  field?.focus()
  field?.select()
}
