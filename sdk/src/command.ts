/**
 * The command line of a run from the sweep's `command`: whole tokens `${...}` become lists of tokens, `${envvar:NAME}`
 * is replaced anywhere. The macros are those of W&B, and print values as Python does. Pure; starting is program.ts.
 */
import type { Json, JsonObject } from '~/server/domain/json'
import { pythonStr } from './python-text'

/** The macros of a sweep without a `command`. */
const DEFAULT_MACROS = ['env', 'interpreter', 'program', 'args']

export type CommandParts = {
  command: readonly Json[] | null
  program: string | null
  config: JsonObject
  /** Where the config lies as JSON, for `${args_json_file}`. */
  configPath: string
  env: Record<string, string | undefined>
  isWindows: boolean
}

/** Tokens of the command; an unknown macro is left out, as in W&B. */
export function commandTokens(parts: CommandParts): string[] {
  const macros = macrosOf(parts)
  if (parts.command === null) return DEFAULT_MACROS.flatMap((name) => macros[name] ?? [])
  return parts.command
    .map((token) => (typeof token === 'string' ? token : pythonStr(token)))
    .flatMap((token) => {
      const name = /^\$\{(\w+)\}$/.exec(token)?.[1]
      if (name !== undefined) return macros[name] ?? []
      return [withEnvironment(token, parts.env)]
    })
}

/** A variable that is not set leaves its bare name. */
function withEnvironment(token: string, env: CommandParts['env']): string {
  return token.replace(/\$\{envvar:([A-Z0-9_]+)\}/g, (_, name: string) => env[name] ?? name)
}

function macrosOf({ program, config, configPath, isWindows }: CommandParts): Record<string, string[]> {
  const pairs = Object.entries(config).map(([key, value]) => [key, pythonStr(value)] as const)
  return {
    env: isWindows ? [] : ['/usr/bin/env'],
    interpreter: ['python'],
    program: program === null ? [] : [program],
    args: pairs.map(([key, text]) => `--${key}=${text}`),
    args_no_equals: pairs.flatMap(([key, text]) => [`--${key}`, text]),
    args_no_hyphens: pairs.map(([key, text]) => `${key}=${text}`),
    args_no_boolean_flags: Object.entries(config).flatMap(([key, value]) => booleanFlag(key, value)),
    args_append_hydra: pairs.map(([key, text]) => `+${key}=${text}`),
    args_override_hydra: pairs.map(([key, text]) => `++${key}=${text}`),
    args_json: [JSON.stringify(config)],
    args_json_file: [configPath],
  }
}

/** True is the bare flag, false no flag at all. */
function booleanFlag(key: string, value: Json): string[] {
  if (value === true) return [`--${key}`]
  if (value === false) return []
  return [`--${key}=${pythonStr(value)}`]
}
