"""write_optuna.py RUNS FOLDER: the runs as trials of one study in FOLDER/optuna.db, by Optuna's own API."""

import math
import sys

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

from runs_file import number, read_runs

OBJECTIVE = "val_accuracy"
STATE = {"finished": optuna.trial.TrialState.COMPLETE, "killed": optuna.trial.TrialState.PRUNED}
BATCH = 500


def distributions(runs):
    """One a key, wide enough for every value that occurs; text and truth are choices."""
    seen = {}
    for run in runs:
        for key, value in run["config"].items():
            seen.setdefault(key, []).append(value)
    return {key: distribution(values) for key, values in seen.items()}


def distribution(values):
    if any(isinstance(value, (bool, str)) for value in values):
        return CategoricalDistribution(sorted(set(values), key=str))
    if all(isinstance(value, int) for value in values):
        return IntDistribution(min(values), max(values))
    low, high = min(values), max(values)
    return FloatDistribution(low, high, log=low > 0 and high / low > 1000)


def trial(run, space):
    curve = run["metrics"].get(OBJECTIVE, {"steps": [], "values": []})
    finite = {step: value for step, value in zip(curve["steps"], map(number, curve["values"])) if math.isfinite(value)}
    state = STATE.get(run["state"], optuna.trial.TrialState.FAIL) if finite else optuna.trial.TrialState.FAIL
    return optuna.trial.create_trial(
        state=state,
        value=max(finite.values()) if state == optuna.trial.TrialState.COMPLETE else None,
        params=run["config"],
        distributions={key: space[key] for key in run["config"]},
        intermediate_values=finite,
        user_attrs={"name": run["name"]},
    )


runs_path, folder = sys.argv[1:]
optuna.logging.set_verbosity(optuna.logging.WARNING)
runs = list(read_runs(runs_path))
space = distributions(runs)
study = optuna.create_study(study_name="bench", storage=f"sqlite:///{folder}/optuna.db", direction="maximize")
for at in range(0, len(runs), BATCH):
    study.add_trials([trial(run, space) for run in runs[at : at + BATCH]])
