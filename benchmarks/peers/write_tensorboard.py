"""write_tensorboard.py RUNS FOLDER: a folder of events a run, with its settings for the HParams page."""

import os
import sys

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.plugins.hparams.summary_v2 import hparams_pb
from tensorboard.summary.writer.event_file_writer import EventFileWriter

from runs_file import number, read_runs

def write(folder, events):
    writer = EventFileWriter(folder, max_queue_size=10_000)
    for event in events:
        writer.add_event(event)
    writer.close()


def scalars(run):
    for key, series in run["metrics"].items():
        for step, value in zip(series["steps"], series["values"]):
            summary = Summary(value=[Summary.Value(tag=key, simple_value=number(value))])
            yield Event(wall_time=run["startMs"] / 1000 + step, step=step, summary=summary)


def settings(run):
    wall_time = run["startMs"] / 1000
    yield Event(wall_time=wall_time, summary=hparams_pb(run["config"], run["name"], wall_time))


runs, folder = sys.argv[1:]
for run in read_runs(runs):
    write(os.path.join(folder, "logs", run["name"]), [*settings(run), *scalars(run)])
