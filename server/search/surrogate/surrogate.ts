/**
 * What a surrogate is: a guess of the objective and of its own doubt at any point, learnt from trials. Values are
 * losses (smaller is better) in standard units; only `outcome.ts` knows the original ones.
 */
import type { Rng } from '../numeric/rng'
import type { Point, SearchSpace } from '../space/search-space'

export type Prediction = { mean: number; deviation: number }

/** `indexes` are places in the data of the fit: a surrogate may look at some of many runs only. */
export type LeftOut = { indexes: readonly number[]; means: Float64Array; deviations: Float64Array }

/** What an acquisition asks. */
export interface Guess {
  predict(point: Point): Prediction
  /**
   * The same, and the slopes along each coordinate (0 for discrete ones) into the two arrays. Absent when the surrogate
   * has no slopes: a forest is flat almost everywhere.
   */
  predictWithSlopes?(point: Point, meanSlope: Float64Array, deviationSlope: Float64Array): Prediction
}

export interface Surrogate extends Guess {
  /** The surrogate that takes these points as evaluated, at the values it expects of them. */
  withPending(points: readonly Point[]): Surrogate
  /**
   * For each run that it was fitted on: what it would have predicted had that run been missing, with the deviation of an
   * observed value (noise included). By this evidence surrogates are judged against each other.
   */
  leaveOneOut(): LeftOut
  /**
   * One of the functions that the objective may be by what is known, drawn. Absent where there is no such thing: densities
   * tell good places from bad ones, and draw no objective.
   */
  draw?(rng: Rng): Guess
  /**
   * How much a point is worth trying, larger is better, where the surrogate says so itself and not through mean and
   * deviation. Then no acquisition is asked.
   */
  worth?(point: Point): number
  /** Points to choose from, where the surrogate draws them itself. */
  propose?(rng: Rng): Point[]
  /** What it learnt, for the record of a suggestion. */
  describe(): Record<string, number | number[]>
}

export type SurrogateData = {
  space: SearchSpace
  points: Point[]
  /** Losses in standard units, one a point. */
  values: Float64Array
  rng: Rng
}

export interface SurrogateFamily {
  name: string
  /** Null when nothing can be learnt from the data; never throws. */
  fit(data: SurrogateData): Surrogate | null
  /**
   * The same, quick and rough, from some of the runs: good enough to judge by `leaveOneOut` in which units the losses
   * are told best. Absent when the surrogate does not care.
   */
  sketch?(data: SurrogateData): Surrogate | null
}
