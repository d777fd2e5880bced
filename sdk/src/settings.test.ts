import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Env, findSettings, saveLogin } from './settings'

let home = ''
let env: Env = {}
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'settings-'))
  env = { XDG_CONFIG_HOME: join(home, 'config'), SWEEPBOARD_DATA: join(home, 'data') }
})
afterEach(() => rmSync(home, { recursive: true }))

function serveHere(url: string): void {
  mkdirSync(join(home, 'data'), { recursive: true })
  writeFileSync(join(home, 'data', 'owner-key'), 'local-key\n')
  writeFileSync(join(home, 'data', 'server.json'), JSON.stringify({ pid: 1, url }))
}

describe('where the server is and which key opens it', () => {
  test('the environment wins', () => {
    serveHere('http://127.0.0.1:3001')
    saveLogin(env, { url: 'https://board.example', key: 'login-key' })
    const set = { ...env, SWEEPBOARD_URL: 'http://there:1/', SWEEPBOARD_API_KEY: 'set' }
    expect(findSettings(set)).toEqual({ url: 'http://there:1', key: 'set' })
  })

  test('then the login, whose file only its user can read', () => {
    serveHere('http://127.0.0.1:3001')
    const path = saveLogin(env, { url: 'https://board.example', key: 'login-key' })
    expect(findSettings(env)).toEqual({ url: 'https://board.example', key: 'login-key' })
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('then the server and the key of the local data directory', () => {
    serveHere('http://127.0.0.1:3001')
    expect(findSettings(env)).toEqual({ url: 'http://127.0.0.1:3001', key: 'local-key' })
  })

  test('the local key is never sent to another machine', () => {
    serveHere('http://127.0.0.1:3001')
    expect(() => findSettings({ ...env, SWEEPBOARD_URL: 'https://board.example' })).toThrow('sweepboard login')
  })

  test('what is missing is said with what to do', () => {
    expect(() => findSettings(env)).toThrow(
      /no key for http:\/\/127\.0\.0\.1:3000.*SWEEPBOARD_API_KEY.*SWEEPBOARD_DATA/,
    )
    expect(() => findSettings({ ...env, SWEEPBOARD_URL: 'nowhere' })).toThrow('SWEEPBOARD_URL is "nowhere"')
  })
})
