/** What a sweep tries to make small or large. */
import { z } from 'zod'

export const goalSchema = z.enum(['minimize', 'maximize'])
export type Goal = z.infer<typeof goalSchema>

export const objectiveSchema = z.object({ name: z.string(), goal: goalSchema })
export type Objective = z.infer<typeof objectiveSchema>

/** True when `a` is strictly the better value; NaN is never better. */
export function isBetter(goal: Goal, a: number, b: number): boolean {
  return goal === 'minimize' ? a < b : a > b
}
