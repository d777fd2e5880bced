import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { isSignedIn } from '~/app/_trpc/server'
import { BrandMark } from '~/components/layout/brand'
import { SignInForm } from '~/components/settings/sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage() {
  if (await isSignedIn()) redirect('/')
  return (
    <main className="mx-auto flex w-full max-w-sm flex-col gap-6 px-4 py-[12vh]">
      <h1 className="flex items-center gap-2 text-20">
        <BrandMark className="size-5" /> Sign in to Sweepboard
      </h1>
      <section className="flex flex-col gap-2">
        <h2>With a link</h2>
        <p className="text-muted">
          <code className="font-mono text-12">npm start</code> and{' '}
          <code className="font-mono text-12">npm run demo</code> print a link that signs a browser in, once.
        </p>
      </section>
      <section className="flex flex-col gap-2">
        <h2>With an API key</h2>
        <p className="text-muted">
          <code className="font-mono text-12">npx sweepboard key</code> prints the owner’s key on the machine that the
          server runs on; others are made under Settings.
        </p>
        <SignInForm />
      </section>
    </main>
  )
}
