/** Where a new sweep starts: the common case, ready to run once the names are those of the training. */
export const TEMPLATE = `method: bayes
metric:
  name: val_loss
  goal: minimize
parameters:
  learning_rate: {distribution: log_uniform_values, min: 0.0001, max: 0.1}
  batch_size: {values: [32, 64, 128]}
  dropout: {distribution: uniform, min: 0, max: 0.5}
run_cap: 40
# The program that an agent starts; leave it out when agents are written in code.
program: train.py
`
