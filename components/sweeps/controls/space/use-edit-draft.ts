'use client'

import { useState } from 'react'
import type { SweepDetail } from '~/server/domain/sweep'
import { readableText, yamlVersionOf } from '~/server/domain/sweep-text-edit'
import { writeSweepConfig } from '~/server/domain/write-sweep-config'

type Draft = { text: string; version: number }

/**
 * The text that is being edited and the version it began with. It is kept in the tab, so that neither a reload nor a
 * look at another tab loses what was typed.
 */
export function useEditDraft(sweep: SweepDetail) {
  const key = `sweepboard edit ${sweep.id}`
  const [draft, setDraft] = useState<Draft>(() => kept(key) ?? { text: startText(sweep), version: sweep.version })
  function change(next: Draft) {
    setDraft(next)
    keep(key, next)
  }
  return {
    ...draft,
    setText: (text: string) => change({ ...draft, text }),
    /** Edits what is in force now instead of what was when the editing began; the text stays. */
    takeAsEditOf: (version: number) => change({ ...draft, version }),
    startAnew: () => change({ text: startText(sweep), version: sweep.version }),
    forget: () => keep(key, null),
  }
}

/** Edited texts are read as YAML 1.2; one that was written for 1.1 is written anew, because it may say another thing. */
function startText(sweep: SweepDetail): string {
  const given = { text: sweep.yaml, config: sweep.config }
  return yamlVersionOf(given) === '1.2' ? readableText(sweep.yaml) : writeSweepConfig(sweep.config)
}

function kept(key: string): Draft | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (typeof found !== 'object' || found === null || !('text' in found) || !('version' in found)) return null
    return { text: String(found.text), version: Number(found.version) }
  } catch {
    // Not there (the server renders), not allowed, or not ours.
    return null
  }
}

function keep(key: string, draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // A browser that keeps nothing still edits.
  }
}
