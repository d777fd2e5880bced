'use client'

import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { ApiProvider } from '~/components/trpc/provider'
import { TooltipProvider } from '~/components/ui/tooltip'

export function Providers({ children }: { children: React.ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <NuqsAdapter>
        <ApiProvider>
          <TooltipProvider delayDuration={300}>{children}</TooltipProvider>
        </ApiProvider>
      </NuqsAdapter>
    </ThemeProvider>
  )
}
