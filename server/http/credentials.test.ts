import { expect, test } from 'vitest'
import { keyOf, sessionCookie, sessionToken } from './credentials'

const cookie = { name: 'sweepboard_3000', secret: 'a secret of the server, long enough', isSecure: false }
const session = { token: 'random-token', expiresAt: new Date('2030-01-01T00:00:00Z') }

function headersWith(value: string): Headers {
  return new Headers({ cookie: value })
}

test('a key comes as Bearer, or as the password of Basic whatever the user name is', () => {
  expect(keyOf('Bearer abc')).toBe('abc')
  expect(keyOf('bearer abc')).toBe('abc')
  expect(keyOf(`Basic ${Buffer.from('api:abc').toString('base64')}`)).toBe('abc')
  expect(keyOf(`Basic ${Buffer.from('user:a:b').toString('base64')}`)).toBe('a:b')
})

test('what is no credential is none', () => {
  for (const header of [
    null,
    '',
    'Bearer',
    'Bearer ',
    'Digest abc',
    `Basic ${Buffer.from('no colon').toString('base64')}`,
  ]) {
    expect(keyOf(header)).toBeNull()
  }
})

test('the token of a session cookie comes back, also among other cookies', () => {
  const [pair] = sessionCookie(session, cookie).split(';')
  expect(sessionToken(headersWith(`theme=dark; ${pair}; other=1`), cookie)).toBe('random-token')
})

test('a cookie with a forged signature, of another server or of another secret is refused', () => {
  const pair = sessionCookie(session, cookie).split(';')[0]!
  expect(sessionToken(headersWith(pair.replace('random', 'forged')), cookie)).toBeNull()
  expect(sessionToken(headersWith(pair.slice(0, -1)), cookie)).toBeNull()
  expect(sessionToken(headersWith(pair), { ...cookie, name: 'sweepboard_3001' })).toBeNull()
  expect(sessionToken(headersWith(pair), { ...cookie, secret: 'another secret' })).toBeNull()
})

test('the cookie is out of reach of scripts and of other sites, and secure behind https', () => {
  expect(sessionCookie(session, cookie)).toMatch(/HttpOnly; SameSite=Lax/)
  expect(sessionCookie(session, cookie)).not.toMatch(/Secure/)
  expect(sessionCookie(session, { ...cookie, isSecure: true })).toMatch(/; Secure$/)
  expect(sessionCookie(null, cookie)).toMatch(/=; Path.*1970/)
})
