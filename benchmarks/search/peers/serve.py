"""Serves one peer over a pipe: a line of JSON in, a line of JSON out.

{"start": NAME, "parameters": {...}, "goal": ..., "seed": ...} begins; {"ask": true} answers {"id", "params", "tookMs"};
{"tell": ID, "value": NUMBER | null} takes a result, null for a run that failed. Parameters are those of a sweep config; each
peer is used through its own public interface with its own defaults, and `tookMs` is what it took itself.
"""
import json
import random as stdlib_random
import sys
import time

import numpy as np


def log(parameter):
    return parameter["distribution"] == "log_uniform_values"


def kind(parameter):
    if "values" in parameter:
        return "choice"
    return "int" if parameter["distribution"] == "int_uniform" else "float"


def active(parameter, params):
    return all(params.get(name) in values for name, values in parameter.get("when", {}).items())


class Optuna:
    def __init__(self, sampler, parameters, goal, seed):
        import optuna

        optuna.logging.set_verbosity(optuna.logging.ERROR)
        self.failed = optuna.trial.TrialState.FAIL
        self.parameters, self.trials = parameters, {}
        make = {
            "optuna-tpe": lambda: optuna.samplers.TPESampler(seed=seed, constant_liar=True),
            "optuna-gp": lambda: optuna.samplers.GPSampler(seed=seed),
        }[sampler]
        self.study = optuna.create_study(sampler=make(), direction=goal)

    def ask(self):
        trial = self.study.ask()
        params = {}
        for name, p in self.parameters.items():
            if not active(p, params):
                continue
            if kind(p) == "choice":
                params[name] = trial.suggest_categorical(name, p["values"])
            elif kind(p) == "int":
                params[name] = trial.suggest_int(name, p["min"], p["max"])
            else:
                params[name] = trial.suggest_float(name, p["min"], p["max"], log=log(p))
        self.trials[trial.number] = trial
        return trial.number, params

    def tell(self, id, value):
        trial = self.trials.pop(id)
        if value is None:
            self.study.tell(trial, state=self.failed)
        else:
            self.study.tell(trial, value)


class WandbSweeps:
    def __init__(self, parameters, goal, seed):
        from sweeps import SweepRun, next_run

        self.SweepRun, self.next_run = SweepRun, next_run
        # Conditions are not in its format: every parameter is always there.
        plain = {name: {k: v for k, v in p.items() if k != "when"} for name, p in parameters.items()}
        self.config = {"method": "bayes", "metric": {"name": "value", "goal": goal}, "parameters": plain}
        self.runs = []
        np.random.seed(seed)
        stdlib_random.seed(seed)

    def ask(self):
        run = self.next_run(self.config, self.runs)
        if run is None:
            return None, None
        id = len(self.runs)
        self.runs.append(self.SweepRun(name=str(id), config=run.config, state="running"))
        return id, {name: each["value"] for name, each in run.config.items()}

    def tell(self, id, value):
        done = {} if value is None else {"summary_metrics": {"value": value}, "history": [{"value": value}]}
        state = "failed" if value is None else "finished"
        self.runs[id] = self.SweepRun(name=str(id), config=self.runs[id].config, state=state, **done)


class Skopt:
    def __init__(self, parameters, goal, seed):
        from skopt import Optimizer
        from skopt.space import Categorical, Integer, Real

        dimensions = []
        for p in parameters.values():
            if kind(p) == "choice":
                dimensions.append(Categorical(p["values"]))
            elif kind(p) == "int":
                dimensions.append(Integer(p["min"], p["max"]))
            else:
                dimensions.append(Real(p["min"], p["max"], prior="log-uniform" if log(p) else "uniform"))
        self.names, self.sign, self.asked = list(parameters), 1 if goal == "minimize" else -1, []
        self.optimizer = Optimizer(dimensions, base_estimator="GP", random_state=seed)

    def ask(self):
        point = self.optimizer.ask()
        self.asked.append(point)
        # Python's own numbers: JSON knows no others.
        values = [v.item() if hasattr(v, "item") else v for v in point]
        return len(self.asked) - 1, dict(zip(self.names, values))

    def tell(self, id, value):
        # It has no word for a run that failed; such a run is left out.
        if value is not None:
            self.optimizer.tell(self.asked[id], self.sign * value)


def start(name, parameters, goal, seed):
    if name.startswith("optuna"):
        return Optuna(name, parameters, goal, seed)
    return {"wandb-sweeps-bayes": WandbSweeps, "skopt-gp": Skopt}[name](parameters, goal, seed)


def main():
    # Libraries print what they like; the pipe is for answers alone.
    out, sys.stdout = sys.stdout, sys.stderr
    peer, spent = None, 0.0
    for line in sys.stdin:
        question = json.loads(line)
        begin = time.perf_counter()
        if "start" in question:
            parameters = {
                name: p if "distribution" in p or "values" in p else {**p, "distribution": "uniform"}
                for name, p in question["parameters"].items()
            }
            peer = start(question["start"], parameters, question["goal"], question["seed"])
            answer = {}
        elif "ask" in question:
            id, params = peer.ask()
            # What is learnt when a result is told is part of the next suggestion's cost.
            answer = {"id": id, "params": params, "tookMs": 1000 * (spent + time.perf_counter() - begin)}
            spent = 0.0
        else:
            peer.tell(question["tell"], question["value"])
            spent += time.perf_counter() - begin
            answer = {}
        out.write(json.dumps(answer) + "\n")
        out.flush()


main()
