/** Who may do what. One function, so that every service refuses in the same words. */
import { type Actor, hasRole, type Role } from '~/server/domain/account'
import { DomainError, notFound } from '~/server/domain/errors'

/**
 * Throws NOT_FOUND to who does not belong to the entity at all, so that its existence stays unknown, and FORBIDDEN to
 * a member whose role is too low.
 */
export function requireRole(actor: Actor, entity: string, role: Role): void {
  if (hasRole(actor, entity, role)) return
  if (!hasRole(actor, entity, 'viewer')) throw notFound('entity', entity)
  throw new DomainError(
    'FORBIDDEN',
    `This needs the role ${role} in "${entity}"; yours is ${actor.roles[entity]}. Ask an owner of "${entity}" for it.`,
  )
}
