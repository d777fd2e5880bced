/** Small builders for the tests of sweep configs. */
import { parseSweepConfig } from './parse-sweep-config'
import type { Parameter } from './sweep-config'

export function parameterOf(text: string, yaml: '1.1' | '1.2' = '1.2'): Parameter {
  const parsed = parseSweepConfig(`method: random\nparameters:\n  a: ${text}`, { yaml })
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  const parameter = parsed.config.parameters['a']
  if (parameter === undefined) throw new Error('the config has no parameter a')
  return parameter
}

export function problemsOf(text: string, yaml: '1.1' | '1.2' = '1.2') {
  const parsed = parseSweepConfig(text, { yaml })
  return parsed.kind === 'refused' ? parsed.problems : []
}

export function parameterProblems(text: string, yaml: '1.1' | '1.2' = '1.2') {
  return problemsOf(`method: random\nparameters:\n  a: ${text}`, yaml)
}

export function configOf(text: string) {
  const parsed = parseSweepConfig(text)
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  return parsed
}

export const BASE = 'method: random\nparameters:\n  a: {min: 0.0, max: 1.0}\n'
