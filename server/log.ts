/** The log: one JSON line an event on standard error, so that standard output stays for people. */
import { type Logger as Pino, pino } from 'pino'

export type Logger = Pick<Pino, 'debug' | 'info' | 'warn' | 'error'>

export function makeLogger(level: string): Pino {
  return pino({ level, base: null }, pino.destination({ fd: 2, sync: true }))
}
