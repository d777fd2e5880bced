/**
 * Keys and tokens. They are random, 160 bits or more, so one SHA-256 is enough to keep them: there is nothing to guess
 * that a slow hash would protect.
 */
import { createHash, randomBytes } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Forty letters and digits: the length that the wandb client asks of a key. */
export function newKey(): string {
  let key = ''
  while (key.length < 40) {
    for (const byte of randomBytes(64)) if (byte < 248 && key.length < 40) key += ALPHABET[byte % 62]
  }
  return key
}

export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}

/** What people see of a key. */
export function prefixOf(key: string): string {
  return key.slice(0, 6)
}
