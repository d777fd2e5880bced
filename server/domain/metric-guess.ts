/**
 * What a metric's name says: whether less or more of it is better, and whether a sweep would aim at it at all. Guesses,
 * and said as such wherever they are shown.
 */
import type { Goal } from './objective'

const MINIMIZED = new Set(
  'loss losses error err errors mse rmse mae mape nll perplexity ppl wer cer fid regret cost bpc bpb kl logloss time latency seconds runtime bytes'.split(
    ' ',
  ),
)
const MAXIMIZED = new Set(
  'acc accuracy auc auroc auprc roc f1 f2 fscore score scores precision recall reward rewards return returns iou miou dice map ap bleu rouge meteor r2 psnr ssim success winrate throughput correct sensitivity specificity top1 top5 kappa mcc ndcg mrr likelihood elo'.split(
    ' ',
  ),
)
/** What programs log beside their results: counters, and settings that change as they run. */
const NO_RESULT = new Set('epoch epochs step steps iter iteration batch seed lr runtime timestamp'.split(' '))
const HELD_OUT = new Set('val valid validation eval evaluation test dev heldout'.split(' '))

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

/** `word` is the part of the name that tells; null when none does. A loss of an accuracy is a loss. */
export function guessGoal(name: string): { goal: Goal; word: string } | null {
  const words = wordsOf(name)
  const less = words.find((word) => MINIMIZED.has(word))
  if (less !== undefined) return { goal: 'minimize', word: less }
  const more = words.find((word) => MAXIMIZED.has(word))
  return more === undefined ? null : { goal: 'maximize', word: more }
}

/** Higher for a metric that a sweep is more likely about; negative for what is none. */
export function metricRank(name: string): number {
  const words = wordsOf(name)
  if (name.startsWith('_') || words.length === 0) return -2
  const isGoal = guessGoal(name) !== null
  if (words.every((word) => NO_RESULT.has(word) || word === 'learning' || word === 'rate' || word === 'global'))
    return -1
  return (isGoal ? 2 : 0) + (words.some((word) => HELD_OUT.has(word)) ? 1 : 0)
}
