import type { FormParameter } from './read-form'

/** A name that no parameter has. */
export function freshName(parameters: readonly FormParameter[]): string {
  const names = new Set(parameters.map(({ path }) => path[0]))
  let number = parameters.length + 1
  while (names.has(`parameter_${number}`)) number++
  return `parameter_${number}`
}
