/**
 * Where the server is and which key opens it. In this order: the environment, what `sweepboard login` wrote, and for a
 * server on this machine the key that its data directory holds. Nothing here speaks to the server.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { DomainError } from '~/server/domain/errors'

export const DEFAULT_URL = 'http://127.0.0.1:3000'

export type Env = Record<string, string | undefined>
export type Settings = { url: string; key: string }
type SavedLogin = { url: string; keys: Record<string, string> }

export function findSettings(env: Env = process.env): Settings {
  const login = readLogin(env)
  const url = (env.SWEEPBOARD_URL || login?.url || localServerUrl(env) || DEFAULT_URL).replace(/\/+$/, '')
  if (!URL.canParse(url)) {
    throw new DomainError('INVALID', `SWEEPBOARD_URL is "${url}"; it should look like ${DEFAULT_URL}.`)
  }
  const key = env.SWEEPBOARD_API_KEY || login?.keys[url] || (isLoopback(url) ? readOwnerKey(env) : null)
  if (!key) throw new DomainError('UNAUTHENTICATED', noKeyMessage(url, env))
  return { url, key }
}

/** Where the server of the local data directory listens: it may have had to take another port. */
function localServerUrl(env: Env): string | null {
  try {
    const saved: unknown = JSON.parse(readFileSync(join(dataFolder(env), 'server.json'), 'utf8'))
    return typeof saved === 'object' && saved !== null && 'url' in saved ? String(saved.url) : null
  } catch {
    return null // No server runs here.
  }
}

function noKeyMessage(url: string, env: Env): string {
  const where = isLoopback(url)
    ? `, or set SWEEPBOARD_DATA to the server's data directory (no key was found in ${ownerKeyPath(env)})`
    : ''
  return `There is no key for ${url}. Set SWEEPBOARD_API_KEY, or run "sweepboard login"${where}.`
}

export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
}

export function ownerKeyPath(env: Env): string {
  return join(dataFolder(env), 'owner-key')
}

function dataFolder(env: Env): string {
  return resolve(env.SWEEPBOARD_DATA || '.sweepboard')
}

/** The local owner's key from the data directory, null when this is not a machine that serves. */
export function readOwnerKey(env: Env): string | null {
  const path = ownerKeyPath(env)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

function loginPath(env: Env): string {
  return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'sweepboard', 'login.json')
}

export function readLogin(env: Env): SavedLogin | null {
  const path = loginPath(env)
  if (!existsSync(path)) return null
  const saved: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (typeof saved === 'object' && saved !== null && 'url' in saved && 'keys' in saved) {
    return { url: String(saved.url), keys: Object(saved.keys) }
  }
  throw new DomainError('INVALID', `${path} cannot be read as a login. Delete it and run "sweepboard login" again.`)
}

/** Remembers the key, readable by this user alone, and makes the server the default one. Returns the file's path. */
export function saveLogin(env: Env, { url, key }: Settings): string {
  const path = loginPath(env)
  const login: SavedLogin = { url, keys: { ...readLogin(env)?.keys, [url]: key } }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 })
  return path
}

/** Folder for rows that could not be sent. */
export function spoolFolder(env: Env = process.env): string {
  return env.SWEEPBOARD_SPOOL || join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'sweepboard', 'spool')
}
