import type { Comparison } from '~/server/domain/comparison'
import { listOf } from '../../charts/prepare/compare/words'

/** What a comparison is called when it leaves the page. */
export function reportTitle({ contenders, objective }: Comparison): string {
  return `${listOf(contenders.map(({ label }) => label)).slice(0, 200)} compared by ${objective.name}`
}
