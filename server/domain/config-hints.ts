/**
 * One sentence for every key and word of a sweep config, for people who write one: shown on hover in the editor, beside
 * completions, and under the fields of the form. The checks themselves are elsewhere; nothing reads this but pages.
 */
import type { AcquisitionName, Distribution, EarlyType, Method, SurrogateName } from './sweep-config'

/** Kinds of objects in a config; a parameter that holds others is a `parameter` too. */
export type ConfigPlace = 'top' | 'metric' | 'parameter' | 'early_terminate' | 'grid' | 'bayes'

export const KEY_HINTS: Record<ConfigPlace, Record<string, string>> = {
  top: {
    method:
      'How settings are picked: grid tries every combination, random draws each run, sobol spreads runs evenly, bayes learns.',
    metric: 'What the sweep tries to make small or large. bayes and early_terminate need it.',
    parameters: 'The settings of the training, and how each of them may vary.',
    early_terminate: 'Stops runs early whose metric is worse than most others had at the same point.',
    run_cap:
      'Most runs that the sweep makes, over all agents. Without it, random, sobol and bayes go on until you stop them.',
    program: 'The file that an agent starts for each run. Not needed where agents are functions in your code.',
    command:
      'How an agent starts the program, word by word. Without it: the program by python, settings as --name=value.',
    name: 'What pages call the sweep. Without it, its id.',
    description: 'A sentence for the people who look at it later.',
    project: 'The project that the sweep belongs to, where it is made from a file.',
    entity: 'The owner of that project.',
    seed: 'Start of every random choice: the same seed gives the same suggestions. Sweepboard only.',
    grid: 'Order in which a grid is walked. Sweepboard only.',
    bayes: 'How bayes models the runs and picks the next. Best left out. Sweepboard only.',
  },
  metric: {
    name: 'The metric, spelled as the training logs it.',
    goal: 'minimize or maximize. Without it: minimize.',
    target: 'The sweep ends by itself as soon as a run is at least this good.',
    impute: 'What a failed run counts as: worst, best or latest value. Without it: worst.',
    impute_while_running: 'Whether runs under way count with what they have shown so far. Without it: false.',
  },
  parameter: {
    value: 'The same for every run.',
    values: 'A list to choose from.',
    probabilities: 'How often each of the values is drawn; they sum to 1.',
    distribution: 'How values are spread. Without it: even over min to max, whole numbers if both are whole.',
    min: 'The smallest value.',
    max: 'The largest value.',
    q: 'Values are rounded to multiples of it.',
    mu: 'The middle of a bell curve (of the logarithm, for a log_normal). Without it: 0.',
    sigma: 'The width of a bell curve. Without it: 1.',
    a: 'First shape of a beta curve: larger leans towards 1. Without it: 1.',
    b: 'Second shape of a beta curve: larger leans towards 0. Without it: 1.',
    when: 'Only where other settings have certain values: {optimizer: [sgd]}. Elsewhere it is left out. Sweepboard only.',
    parameters: 'A group of settings; the training finds them nested under this name.',
  },
  early_terminate: {
    type: 'hyperband as W&B has it; asha and median are Sweepboard only.',
    min_iter: 'The first look, after so many logged values; then at eta, eta², … times as many.',
    max_iter: 'Instead of min_iter: how many values a full run logs. The looks are at max_iter / eta, / eta², …',
    s: 'With max_iter: how many looks there are.',
    eta: 'About one run in eta goes on at each look. Without it: 3.',
    strict:
      'true judges by the value at the look, false by the best so far. Without it: true for hyperband, false for median.',
    min_runs: 'For median: how many ended runs must have got as far before anyone is stopped. Without it: 5.',
  },
  bayes: {
    surrogate: 'What learns from the runs. Without it: gp.',
    acquisition: 'What picks the next run by what was learned. Without it: ei.',
  },
  grid: { random_order: 'true visits the combinations in a random order that the seed fixes.' },
}

export const METHOD_HINTS: Record<Method, string> = {
  bayes: 'Learns from finished runs where to look next: fewest runs to a good one.',
  random: 'Draws each run at random: simple, robust, any number of agents.',
  sobol: 'Spread evenly by a Sobol sequence: like random, without its clusters and gaps. Does not learn from runs.',
  grid: 'Every combination once: complete, and long with many settings.',
}

export const SURROGATE_HINTS: Record<SurrogateName, string> = {
  gp: 'Gaussian process: learns most from few runs.',
  random_forest: 'Random forest: for objectives with jumps and many lists of words.',
  tpe: 'Parzen estimator: compares where good runs are with where the others are. Thousands of runs at once.',
}

export const ACQUISITION_HINTS: Record<AcquisitionName, string> = {
  ei: 'Expected improvement: how much a run is likely to win.',
  pi: 'Probability of improvement: how likely a run is to win, however little. Stays near the best.',
  lcb: 'Confidence bound: what a run may come to with luck. Looks around more.',
  thompson: 'Thompson sample: the best of one guess drawn at random. For many agents at once.',
}

export const EARLY_HINTS: Record<EarlyType, string> = {
  hyperband: 'At each look about one run in eta goes on, and one more. As W&B does it.',
  asha: 'At each look only one run in eta goes on, as soon as eta runs are there to compare. Stricter than hyperband.',
  median: 'A run that is worse than half of the ended runs were at the same point is stopped.',
}

export const DISTRIBUTION_HINTS: Record<Distribution['distribution'], string> = {
  constant: 'Always the same value.',
  categorical: 'One of a list.',
  categorical_w_probabilities: 'One of a list, each with its probability.',
  int_uniform: 'Whole numbers from min to max, all equally likely.',
  uniform: 'Numbers from min to max, all equally likely.',
  q_uniform: 'Numbers from min to max in steps of q.',
  log_uniform_values: 'Numbers from min to max, every power of ten equally likely. For learning rates.',
  q_log_uniform_values: 'The same in steps of q. With q 1: whole numbers on a log scale.',
  inv_log_uniform_values: 'The same as log_uniform_values.',
  normal: 'A bell curve around mu.',
  q_normal: 'A bell curve around mu in steps of q.',
  log_normal: 'Numbers above 0 whose logarithm is a bell curve around mu.',
  q_log_normal: 'The same in steps of q.',
  beta: 'Numbers from 0 to 1, shaped by a and b.',
  q_beta: 'The same in steps of q.',
  log_uniform: 'Old: min and max are exponents of e. Use log_uniform_values.',
  q_log_uniform: 'Old: min and max are exponents of e. Use q_log_uniform_values.',
  inv_log_uniform: 'Old: min and max are exponents of e. Use log_uniform_values.',
}

/** Whole words of a command that an agent replaces. */
export const MACRO_HINTS: Record<string, string> = {
  env: '/usr/bin/env, nothing on Windows',
  interpreter: 'python',
  program: 'the program of the config',
  args: 'settings as --name=value',
  args_no_equals: 'settings as --name value',
  args_no_hyphens: 'settings as name=value',
  args_no_boolean_flags: 'settings as --name=value, true as a bare --name',
  args_json: 'all settings as one JSON text',
  args_json_file: 'path of a file with all settings as JSON',
  args_append_hydra: 'settings as +name=value',
  args_override_hydra: 'settings as ++name=value',
}
