/**
 * The first start makes an owner with a key. The key is kept nowhere but in a file that only the user of the server
 * can read, beside the data, so that the command line on the same machine needs no login.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ctx } from '~/server/context'
import { lock } from '~/server/db/lock'
import { transaction } from '~/server/db/transaction'
import type { Actor } from '~/server/domain/account'
import * as accounts from './account.store'
import { hashSecret, newKey, prefixOf } from './secret'

export const OWNER_KEY_FILE = 'owner-key'

export type Owner = {
  actor: Actor /** Null where the key's file is not on this machine. */
  key: string | null
  isNew: boolean
}

/** Processes that start together make one owner: the first under the lock makes it, the others find it. */
export async function ensureOwner(ctx: Pick<Ctx, 'db' | 'now'>, name: string, dataDir: string): Promise<Owner> {
  const path = join(dataDir, OWNER_KEY_FILE)
  const newOwnerKey = await transaction(ctx.db, async (tx) => {
    await lock(tx, 'owner')
    if ((await accounts.countUsers(tx)) > 0) return null
    const userId = await accounts.insertUser(tx, name)
    const key = newKey()
    await accounts.insertKey(tx, {
      userId,
      name: 'first start',
      prefix: prefixOf(key),
      keyHash: hashSecret(key),
      now: ctx.now(),
    })
    // Written before the commit: a key that is stored but was never written down could not be had again.
    await writeFile(path, `${key}\n`, { mode: 0o600 })
    return key
  })
  const actor = await accounts.findActorByName(ctx.db, name)
  if (actor === null) {
    throw new Error(
      `This database has users, but none is called "${name}". Set SWEEPBOARD_OWNER to the name that it was made with.`,
    )
  }
  const key =
    newOwnerKey ??
    (await readFile(path, 'utf8').then(
      (text) => text.trim(),
      () => null,
    ))
  return { actor, key, isNew: newOwnerKey !== null }
}
