import '@fontsource-variable/geist/wght.css'
import '@fontsource-variable/geist-mono/wght.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { Providers } from './providers'

export const metadata: Metadata = {
  title: { default: 'Sweepboard', template: '%s · Sweepboard' },
  description: 'Experiment tracking and hyperparameter sweeps that you host yourself.',
}

/** Every page is for whoever asks, so none can be made at build time. */
export const dynamic = 'force-dynamic'

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fdfdfc' },
    { media: '(prefers-color-scheme: dark)', color: '#111216' },
  ],
}

export default function RootLayout({ children }: { children: React.ReactNode }) {
  return (
    // The theme's class is set before the first paint, so server and browser differ here on purpose.
    <html lang="en" suppressHydrationWarning>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
