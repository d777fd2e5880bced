/** `sweepboard login`: asks for a server and a key, tries them, and remembers them. */
import { createInterface } from 'node:readline/promises'
import { DomainError } from '~/server/domain/errors'
import { ask, createClient } from './client'
import { DEFAULT_URL, type Env, isLoopback, readLogin, readOwnerKey, saveLogin } from './settings'

export type LoginOptions = { url?: string; key?: string }

export async function login(env: Env, options: LoginOptions): Promise<{ username: string; url: string; path: string }> {
  const url = (options.url || env.SWEEPBOARD_URL || readLogin(env)?.url || DEFAULT_URL).replace(/\/+$/, '')
  if (!URL.canParse(url))
    throw new DomainError('INVALID', `"${url}" is no address; it should look like ${DEFAULT_URL}.`)
  const key = options.key || (isLoopback(url) ? readOwnerKey(env) : null) || (await askForKey(url))
  const { username } = await ask(url, createClient({ url, key }).accounts.me.query())
  return { username, url, path: saveLogin(env, { url, key }) }
}

async function askForKey(url: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new DomainError('INVALID', `There is no terminal to ask for the key of ${url} on; give it with --key.`)
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const key = (await terminal.question(`API key (made at ${url}/settings): `)).trim()
    if (key === '') throw new DomainError('INVALID', 'No key was given.')
    return key
  } finally {
    terminal.close()
  }
}
