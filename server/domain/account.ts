/** Who asks: a person or a machine, by session or by key, and what each may do in an entity. */
import { z } from 'zod'

export const roleSchema = z.enum(['owner', 'member', 'viewer'])
export type Role = z.infer<typeof roleSchema>

/** The result of authentication; services decide with it, transports only carry it. */
export type Actor = {
  userId: string
  username: string
  /** Entity that a request without one means. */
  defaultEntity: string
  /** Entity name → role. */
  roles: Record<string, Role>
}

const RANK: Record<Role, number> = { viewer: 0, member: 1, owner: 2 }

/** A viewer reads, a member also writes runs and sweeps, an owner also manages keys and members. */
export function hasRole(actor: Actor, entity: string, needed: Role): boolean {
  const role = actor.roles[entity]
  return role !== undefined && RANK[role] >= RANK[needed]
}

export const meSchema = z.object({
  username: z.string(),
  defaultEntity: z.string(),
  entities: z.array(z.object({ name: z.string(), role: roleSchema })),
})

export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The first characters, to tell keys apart; the rest is nowhere stored. */
  prefix: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
})
export type ApiKey = z.infer<typeof apiKeySchema>

export const createKeyInputSchema = z.object({ name: z.string().min(1).max(100) })
/** The only time the key itself is seen. */
export const createdKeySchema = apiKeySchema.extend({ key: z.string() })
