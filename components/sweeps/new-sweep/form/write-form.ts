/**
 * One change of the form, made in the text: comments, order and everything that the form does not know stay. A text
 * that is no config is given back as it is.
 */
import { type Document, isMap, Scalar, YAMLMap } from 'yaml'
import { editableYaml, printYaml, yamlNode } from '~/server/domain/editable-yaml'
import type { Goal } from '~/server/domain/objective'
import type { EarlyType, Method } from '~/server/domain/sweep-config'
import type { EarlyField, TextField } from './read-form'
import { changeParameter, type ParameterChange } from './write-parameter'
import { type EditedMap, isFlow, mapAt, put, putOrDelete } from './yaml-map'
import { typedValue } from './yaml-text'

export type FormChange =
  | { kind: 'method'; method: Method }
  | { kind: 'metric'; name?: string; goal?: Goal; target?: string }
  | { kind: 'no-metric' }
  | { kind: 'run-cap'; text: string }
  | { kind: 'text'; field: TextField; text: string }
  | { kind: 'command'; words: string[] | null }
  | { kind: 'early'; type: EarlyType | null }
  | { kind: 'early-field'; field: EarlyField; text: string }
  | { kind: 'early-strict'; isStrict: boolean }
  | ParameterChange

export function writeForm(text: string, change: FormChange): string {
  const document: Document | null = editableYaml(text)
  if (document === null) return text
  if (document.contents === null) document.contents = new YAMLMap()
  const top = document.contents
  if (!isMap(top)) return text
  apply(document, top, change)
  return printYaml(document, text)
}

function apply(document: Document, top: EditedMap, change: FormChange): void {
  switch (change.kind) {
    case 'method':
      put(top, 'method', new Scalar(change.method))
      break
    case 'metric':
      setMetric(top, change)
      break
    case 'no-metric':
      top.delete('metric')
      break
    case 'run-cap':
      putOrDelete(top, 'run_cap', change.text)
      break
    case 'text':
      // Text whatever is in it: a name of digits is written in quotes.
      if (change.text === '') top.delete(change.field)
      else put(top, change.field, new Scalar(change.text))
      break
    case 'command':
      if (change.words === null) top.delete('command')
      else put(top, 'command', yamlNode(document, change.words, { flow: isFlow(top.get('command', true)) }))
      break
    case 'early':
      if (change.type === null) top.delete('early_terminate')
      else put(top, 'early_terminate', yamlNode(document, { type: change.type, min_iter: 3 }, { flow: false }))
      break
    case 'early-field':
      putOrDelete(mapAt(top, 'early_terminate'), change.field, change.text)
      break
    case 'early-strict':
      put(mapAt(top, 'early_terminate'), 'strict', new Scalar(change.isStrict))
      break
    default:
      changeParameter(document, top, change)
  }
}

function setMetric(top: EditedMap, { name, goal, target }: Extract<FormChange, { kind: 'metric' }>): void {
  const metric = mapAt(top, 'metric')
  if (name !== undefined) put(metric, 'name', name === '' ? typedValue('') : new Scalar(name))
  if (goal !== undefined) put(metric, 'goal', new Scalar(goal))
  if (target !== undefined) putOrDelete(metric, 'target', target)
}
