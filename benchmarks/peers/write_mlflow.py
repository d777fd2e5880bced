"""write_mlflow.py RUNS FOLDER: the runs as an MLflow experiment in FOLDER/mlflow.db, by MLflow's own client."""

import sys

from mlflow import MlflowClient
from mlflow.entities import Metric, Param

from runs_file import number, read_runs

STATUS = {"finished": "FINISHED", "failed": "FAILED", "crashed": "FAILED", "killed": "KILLED", "running": "RUNNING"}
METRICS_MAX = 1000

runs, folder = sys.argv[1:]
client = MlflowClient(tracking_uri=f"sqlite:///{folder}/mlflow.db")
experiment = client.create_experiment("bench", artifact_location=f"file://{folder}/artifacts")
for run in read_runs(runs):
    run_id = client.create_run(experiment, start_time=int(run["startMs"]), run_name=run["name"]).info.run_id
    params = [Param(key, str(value)) for key, value in run["config"].items()]
    metrics = [
        Metric(key, number(value), int(run["startMs"]) + step * 1000, step)
        for key, series in run["metrics"].items()
        for step, value in zip(series["steps"], series["values"])
    ]
    client.log_batch(run_id, metrics=metrics[:METRICS_MAX], params=params)
    for at in range(METRICS_MAX, len(metrics), METRICS_MAX):
        client.log_batch(run_id, metrics=metrics[at : at + METRICS_MAX])
    client.set_terminated(run_id, STATUS[run["state"]], int(run["endMs"]))
