import { expect, test } from 'vitest'
import { readEnv } from './env'

test('nothing set gives a loopback server with its own database', () => {
  const env = readEnv({})
  expect(env).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    databaseUrl: null,
    agentSilenceMsMax: 60_000,
    suggestionRepeatsMax: 2,
    jobs: true,
  })
})

test('an empty setting counts as not set', () => {
  expect(readEnv({ DATABASE_URL: '', PORT: '' })).toMatchObject({ databaseUrl: null, port: 3000 })
})

test('all wrong settings are named at once, each with what was found', () => {
  const wrong = () => readEnv({ PORT: 'http', DATABASE_URL: 'mysql://x', SWEEPBOARD_SECRET: 'short' })
  expect(wrong).toThrow(/PORT: found "http"/)
  expect(wrong).toThrow(/DATABASE_URL: found "mysql:\/\/x"/)
  expect(wrong).toThrow(/SWEEPBOARD_SECRET: .*at least 32 characters/)
})

test('a base URL loses the slash at its end', () => {
  expect(readEnv({ SWEEPBOARD_BASE_URL: 'https://sweeps.example.org/' }).baseUrl).toBe('https://sweeps.example.org')
})
