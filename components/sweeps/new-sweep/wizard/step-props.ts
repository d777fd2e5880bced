import type { Problem } from '~/server/domain/errors'
import type { ProjectPath } from '~/server/domain/ids'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { FieldsProps } from '../fields/fields-props'
import type { NewSweepState } from '../use-new-sweep'
import type { PriorState } from './use-prior'
import type { ProposalState } from './use-proposal'

/** What every step is given. */
export type StepProps = {
  path: ProjectPath
  state: NewSweepState
  change: (part: Partial<NewSweepState>) => void
  /** Null while the text is no YAML. */
  fields: FieldsProps | null
  text: string
  onText: (text: string) => void
  /** The text once nobody types, for what is asked of the server. */
  restText: string
  /** Of the text at rest; null while it has problems. */
  config: SweepConfig | null
  problems: readonly Problem[]
  proposed: ProposalState
  prior: PriorState
}
