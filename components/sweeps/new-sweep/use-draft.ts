'use client'

import { useMemo } from 'react'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import { readForm } from './form/read-form'

/** Everything that is read from the text: the form, the config where it is sound, and what is wrong where it is not. */
export function useDraft(text: string) {
  return useMemo(() => {
    const parsed = parseSweepConfig(text)
    return {
      form: readForm(text),
      config: parsed.kind === 'ok' ? parsed.config : null,
      problems: parsed.kind === 'refused' ? parsed.problems : [],
    }
  }, [text])
}
