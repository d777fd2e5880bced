/** Finds a sweep in the name of an actor. Everything that is addressed by a sweep's id goes through here. */
import { requireRole } from '~/server/accounts/access'
import type { Ctx } from '~/server/context'
import { hasRole, type Role } from '~/server/domain/account'
import { notFound } from '~/server/domain/errors'
import { findSweepById, type StoredSweep } from './sweep.store'

/** Who may not see the sweep is told that there is none. */
export async function requireSweep(ctx: Ctx, id: string, role: Role): Promise<StoredSweep> {
  const sweep = await findSweepById(ctx.db, id)
  if (sweep === null || !hasRole(ctx.actor, sweep.entity, 'viewer')) throw notFound('sweep', id)
  requireRole(ctx.actor, sweep.entity, role)
  return sweep
}
