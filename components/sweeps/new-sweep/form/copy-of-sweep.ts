/** What a new sweep starts from when it is made from another one, and how its space is exchanged for a proposed one. */
import { isMap } from 'yaml'
import { editableYaml, printYaml } from '~/server/domain/editable-yaml'
import { readForm } from './read-form'
import { writeForm } from './write-form'
import { put } from './yaml-map'

/** The same config under the next name: `bayes` becomes `bayes-2`, `bayes-2` becomes `bayes-3`. */
export function copyOfSweep(text: string): string {
  const name = readForm(text)?.texts.name ?? ''
  if (name === '') return text
  const [, stem = name, number] = /^(.*?)-(\d{1,6})$/.exec(name) ?? []
  return writeForm(text, { kind: 'text', field: 'name', text: `${stem}-${Number(number ?? 1) + 1}` })
}

/** The text with the parameters of another one in the place of its own; all else stays. */
export function withParametersOf(text: string, proposed: string): string {
  const [document, other] = [editableYaml(text), editableYaml(proposed)]
  if (document === null || other === null || !isMap(document.contents) || !isMap(other.contents)) return text
  const parameters = other.contents.get('parameters', true)
  if (!isMap(parameters)) return text
  put(document.contents, 'parameters', parameters)
  return printYaml(document, text)
}
