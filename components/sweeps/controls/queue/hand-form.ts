/**
 * The form of a hand-written run: one field a parameter, as text the way YAML has it, and the text that it stands for.
 * Pure. The server is who checks the values; the form only keeps each beside its field.
 */
import { stringify } from 'yaml'
import { distributionText } from '~/server/domain/distribution-text'
import type { Problem } from '~/server/domain/errors'
import type { Json } from '~/server/domain/json'
import { flattenParameters, type SweepConfig } from '~/server/domain/sweep-config'
import { whenText } from '~/server/domain/when'

export type HandField = {
  name: string
  /** What may be written: "0.0001 to 0.1, log scale". */
  says: string
  /** Values to choose from, as they are written; null for a number. */
  choices: string[] | null
  /** The only value that there is; the field need not be filled. */
  isFixed: boolean
}

const CHOICES_MAX = 12

export function handFields(config: Pick<SweepConfig, 'parameters'>): HandField[] {
  return flattenParameters(config.parameters).map(({ name, distribution, when }) => {
    const values = 'values' in distribution ? distribution.values : null
    return {
      name,
      says: [distributionText(distribution), whenText(when)].filter((text) => text !== null).join(', '),
      choices: values !== null && values.length <= CHOICES_MAX ? values.map(asYaml) : null,
      isFixed: distribution.distribution === 'constant',
    }
  })
}

/** One value as YAML writes it on one line. */
export function asYaml(value: Json): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd()
}

/** Fields that were left empty are left out. */
export function handText(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .filter(([, value]) => value.trim() !== '')
    .map(([name, value]) => `${name}: ${value.trim()}`)
    .join('\n')
}

/** Beside which field each problem belongs; what belongs to none comes last. */
export function problemsByField(problems: readonly Problem[], names: readonly string[]) {
  const ofField = (name: string) => problems.filter(({ path }) => path === name)
  return {
    ofField,
    others: problems.filter(({ path }) => !names.includes(path)),
    /** Every problem is a value that is not in the space, so the person may say that it is meant. */
    areMeantPossible: problems.length > 0 && problems.every(({ path }) => path !== 'config' && path !== ''),
  }
}
