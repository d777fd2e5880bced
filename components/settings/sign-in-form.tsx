'use client'

import { useActionState } from 'react'
import { Button } from '~/components/ui/button'
import { Input } from '~/components/ui/input'
import { Label } from '~/components/ui/label'

/** Signs this browser in with an API key; the answer sets the session's cookie. */
export function SignInForm() {
  const [problem, submit, isPending] = useActionState(signIn, null)
  return (
    <form action={submit} className="flex flex-col gap-3">
      <div className="grid gap-1">
        <Label htmlFor="key">API key</Label>
        <Input
          id="key"
          name="key"
          type="password"
          required
          autoComplete="current-password"
          className="font-mono"
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'key-problem'}
        />
      </div>
      {problem !== null && (
        <p id="key-problem" role="alert" className="text-bad">
          {problem}
        </p>
      )}
      <Button type="submit" variant="primary" disabled={isPending}>
        {isPending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}

/** Null when it worked, else what to tell. The page is loaded anew, so that nothing of a stranger's stays in memory. */
async function signIn(_before: string | null, form: FormData): Promise<string | null> {
  try {
    const answer = await fetch('/api/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: String(form.get('key') ?? '').trim() }),
      signal: AbortSignal.timeout(15_000),
    })
    if (answer.ok) {
      window.location.assign('/')
      return null
    }
    if (answer.status === 401 || answer.status === 400) {
      return 'That key is not known here. Check that all of it was pasted, and that it was not revoked.'
    }
    return `The server answered ${answer.status}. Try again in a moment.`
  } catch {
    return 'The server did not answer. Check that it runs, then try again.'
  }
}
