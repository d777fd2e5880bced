/**
 * How each state looks: a sign and a word, with colour as the third hint only. One table for runs, sweeps and agents,
 * so that the same word never looks two ways.
 */
import type { AgentState } from '~/server/domain/agent'
import type { RunState } from '~/server/domain/run-state'
import type { SweepState } from '~/server/domain/sweep'

export type Tone = 'accent' | 'good' | 'warn' | 'bad' | 'muted'
export type StateLook = { sign: string; word: string; tone: Tone }
export type AnyState = RunState | SweepState | AgentState

export const STATE_LOOK: Record<AnyState, StateLook> = {
  pending: { sign: '○', word: 'pending', tone: 'muted' },
  running: { sign: '●', word: 'running', tone: 'accent' },
  finished: { sign: '✓', word: 'finished', tone: 'good' },
  crashed: { sign: '✕', word: 'crashed', tone: 'bad' },
  failed: { sign: '✕', word: 'failed', tone: 'bad' },
  killed: { sign: '■', word: 'killed', tone: 'warn' },
  preempting: { sign: '◐', word: 'preempting', tone: 'warn' },
  preempted: { sign: '◐', word: 'preempted', tone: 'warn' },
  paused: { sign: '‖', word: 'paused', tone: 'warn' },
  canceled: { sign: '■', word: 'canceled', tone: 'warn' },
  active: { sign: '●', word: 'active', tone: 'accent' },
  lost: { sign: '✕', word: 'lost', tone: 'bad' },
  set_aside: { sign: '▲', word: 'set aside', tone: 'warn' },
  gone: { sign: '○', word: 'gone', tone: 'muted' },
}

export const TONE_TEXT: Record<Tone, string> = {
  accent: 'text-accent',
  good: 'text-good',
  warn: 'text-warn-ink',
  bad: 'text-bad',
  muted: 'text-muted',
}
