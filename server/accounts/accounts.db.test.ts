import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { requireRole } from './access'
import { actorOfKey, createKey, listKeys, revokeKey } from './api-key.service'
import { ensureOwner } from './owner.service'
import { actorOfSession, createSignInToken, purgeExpired, signInByKey, signInByLink, signOut } from './session.service'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('servers that start together make one owner, whose key works and lies in a file only its user can read', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sweepboard-owner-'))
  const now = () => new Date()
  const starts = [database.db, database.connect(), database.connect()].map((db) =>
    ensureOwner({ db, now }, 'grace', directory),
  )
  const owners = await Promise.all(starts)
  expect(owners.filter(({ isNew }) => isNew)).toHaveLength(1)
  const key = (await readFile(join(directory, 'owner-key'), 'utf8')).trim()
  expect(key).toMatch(/^[A-Za-z0-9]{40}$/)
  expect((await stat(join(directory, 'owner-key'))).mode & 0o777).toBe(0o600)
  expect(await actorOfKey({ db: database.db, now }, key)).toMatchObject({
    username: 'grace',
    roles: { grace: 'owner' },
  })
  ctx = await testCtx(database.db)
})

test('a key is listed without itself, works until it is revoked, and is stored nowhere in the clear', async () => {
  let nowMs = Date.now()
  const later = { ...ctx, now: () => new Date(nowMs) }
  const made = await createKey(later, 'laptop')
  expect(JSON.stringify(await listKeys(later))).not.toContain(made.key)
  expect((await actorOfKey(later, made.key))?.username).toBe('ada')
  const stored = await database.db.$queryRaw<
    unknown[]
  >`SELECT 1 FROM api_key WHERE position(${made.key}::bytea in key_hash) > 0 OR name = ${made.key} OR prefix = ${made.key}`
  expect(stored).toEqual([])
  await revokeKey(later, made.id)
  nowMs += 5000
  expect(await actorOfKey(later, made.key)).toBeNull()
  await expect(revokeKey(later, made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('nobody revokes a key of another', async () => {
  const made = await createKey(ctx, 'mine')
  const other = { ...ctx, actor: { ...ctx.actor, userId: '00000000-0000-4000-8000-000000000000' } }
  await expect(revokeKey(other, made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a sign-in link signs in once, also when two browsers open it at the same moment', async () => {
  const token = await createSignInToken(ctx, ctx.actor.userId)
  const sessions = await Promise.all([1, 2, 3].map(() => signInByLink(ctx, token)))
  const opened = sessions.filter((session) => session !== null)
  expect(opened).toHaveLength(1)
  expect((await actorOfSession(ctx, opened[0]!.token))?.username).toBe('ada')
})

test('a link ends after a day, a session after a month, and at sign-out', async () => {
  const inDays = (days: number) => ({ ...ctx, now: () => new Date(Date.now() + days * 86_400_000) })
  const token = await createSignInToken(ctx, ctx.actor.userId)
  expect(await signInByLink(inDays(1.1), token)).toBeNull()
  const { key } = await createKey(ctx, 'browser')
  const session = await signInByKey(ctx, key)
  expect(await actorOfSession(inDays(29), session.token)).not.toBeNull()
  expect(await actorOfSession(inDays(31), session.token)).toBeNull()
  await signOut(ctx, session.token)
  expect(await actorOfSession(ctx, session.token)).toBeNull()
})

test('what is too old to sign anybody in is forgotten, the rest is kept', async () => {
  const { key } = await createKey(ctx, 'kept')
  const session = await signInByKey(ctx, key)
  await purgeExpired(ctx)
  expect(await actorOfSession(ctx, session.token)).not.toBeNull()
  await purgeExpired({ ...ctx, now: () => new Date(Date.now() + 31 * 86_400_000) })
  const rows = await database.db.$queryRaw<
    { count: bigint }[]
  >`SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM sign_in_link) AS count`
  expect(Number(rows[0]?.count)).toBe(0)
})

test('a wrong key is refused with what to do', async () => {
  await expect(signInByKey(ctx, 'x'.repeat(40))).rejects.toThrow(/sweepboard key/)
})

test('strangers learn nothing of an entity, members of too low a role are told what they need', () => {
  const viewer = { ...ctx.actor, roles: { team: 'viewer' as const } }
  expect(() => requireRole(viewer, 'team', 'viewer')).not.toThrow()
  expect(() => requireRole(viewer, 'team', 'member')).toThrow(/needs the role member/)
  expect(() => requireRole(viewer, 'secret', 'viewer')).toThrow(/no entity "secret" here/)
})
