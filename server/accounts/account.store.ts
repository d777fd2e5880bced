/** Users, their entities, and the three secrets that prove who asks: keys, sessions and sign-in links, all hashed. */
import type { Db } from '~/server/db/client'
import type { Actor, ApiKey, Role } from '~/server/domain/account'

type Hash = Uint8Array<ArrayBuffer>

const memberships = { select: { role: true, entity: { select: { name: true } } } } as const
const actorSelect = { id: true, username: true, defaultEntityId: true, memberships } as const

type UserRow = { id: string; username: string; memberships: { role: Role; entity: { name: string } }[] }

function toActor(user: UserRow, defaultEntity: string): Actor {
  return {
    userId: user.id,
    username: user.username,
    defaultEntity,
    roles: Object.fromEntries(user.memberships.map(({ role, entity }) => [entity.name, role])),
  }
}

async function withDefaultEntity(db: Db, user: UserRow & { defaultEntityId: string }): Promise<Actor> {
  const entity = await db.entity.findUnique({ where: { id: user.defaultEntityId }, select: { name: true } })
  return toActor(user, entity?.name ?? user.username)
}

export async function findActorByKey(db: Db, keyHash: Hash): Promise<{ actor: Actor; keyId: string } | null> {
  const key = await db.apiKey.findFirst({
    where: { keyHash, revokedAt: null },
    select: { id: true, user: { select: actorSelect } },
  })
  return key === null ? null : { actor: await withDefaultEntity(db, key.user), keyId: key.id }
}

export async function findActorBySession(db: Db, tokenHash: Hash, now: Date): Promise<Actor | null> {
  const session = await db.session.findFirst({
    where: { tokenHash, expiresAt: { gt: now } },
    select: { user: { select: actorSelect } },
  })
  return session === null ? null : withDefaultEntity(db, session.user)
}

export async function findActorByName(db: Db, username: string): Promise<Actor | null> {
  const user = await db.user.findUnique({ where: { username }, select: actorSelect })
  return user === null ? null : withDefaultEntity(db, user)
}

export async function countUsers(db: Db): Promise<number> {
  return db.user.count()
}

/** A user and the entity of the same name, which it owns. */
export async function insertUser(db: Db, username: string): Promise<string> {
  const entity = await db.entity.create({ data: { name: username }, select: { id: true } })
  const user = await db.user.create({
    data: { username, defaultEntityId: entity.id, memberships: { create: { entityId: entity.id, role: 'owner' } } },
    select: { id: true },
  })
  return user.id
}

type NewKey = { userId: string; name: string; prefix: string; keyHash: Hash; now: Date }

export async function insertKey(db: Db, { userId, name, prefix, keyHash, now }: NewKey): Promise<ApiKey> {
  const row = await db.apiKey.create({ data: { userId, name, prefix, keyHash, createdAt: now } })
  return toKey(row)
}

/** Newest first; revoked ones are left out. */
export async function listKeys(db: Db, userId: string): Promise<ApiKey[]> {
  const rows = await db.apiKey.findMany({ where: { userId, revokedAt: null }, orderBy: { createdAt: 'desc' } })
  return rows.map(toKey)
}

/** False when the user has no such key, or it was revoked before. */
export async function revokeKey(db: Db, where: { userId: string; id: string; now: Date }): Promise<boolean> {
  const { count } = await db.apiKey.updateMany({
    where: { id: where.id, userId: where.userId, revokedAt: null },
    data: { revokedAt: where.now },
  })
  return count > 0
}

export async function touchKey(db: Db, id: string, now: Date): Promise<void> {
  await db.apiKey.update({ where: { id }, data: { lastUsedAt: now } })
}

export async function insertSession(
  db: Db,
  session: { userId: string; tokenHash: Hash; now: Date; expiresAt: Date },
): Promise<void> {
  await db.session.create({
    data: {
      userId: session.userId,
      tokenHash: session.tokenHash,
      createdAt: session.now,
      expiresAt: session.expiresAt,
    },
  })
}

export async function deleteSession(db: Db, tokenHash: Hash): Promise<void> {
  await db.session.deleteMany({ where: { tokenHash } })
}

export async function insertSignInLink(
  db: Db,
  link: { userId: string; tokenHash: Hash; expiresAt: Date },
): Promise<void> {
  await db.signInLink.create({ data: link })
}

/** The user of a link that was not used and is not too old; the link is used up by this call. */
export async function claimSignInLink(db: Db, tokenHash: Hash, now: Date): Promise<string | null> {
  const rows = await db.$queryRaw<{ user_id: string }[]>`
    UPDATE sign_in_link SET used_at = ${now}
    WHERE token_hash = ${tokenHash} AND used_at IS NULL AND expires_at > ${now}
    RETURNING user_id::text`
  return rows[0]?.user_id ?? null
}

/** Sessions and links that open nothing any more. */
export async function deleteExpired(db: Db, now: Date): Promise<void> {
  await db.session.deleteMany({ where: { expiresAt: { lte: now } } })
  await db.signInLink.deleteMany({ where: { expiresAt: { lte: now } } })
}

function toKey(row: { id: string; name: string; prefix: string; createdAt: Date; lastUsedAt: Date | null }): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }
}
