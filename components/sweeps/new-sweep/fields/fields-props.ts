import type { Problem } from '~/server/domain/errors'
import type { SweepForm } from '../form/read-form'
import type { FormChange } from '../form/write-form'

/** What every part of the form takes: the form as it is read from the text, and a way to change the text. */
export type FieldsProps = {
  form: SweepForm
  onChange: (change: FormChange) => void
  problems: readonly Problem[]
}
