"""Reads the runs that the benchmark wrote: one JSON object a line, see dump-runs.ts."""

import json
import math


def read_runs(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def number(value):
    """JSON has no NaN; the dump writes null for it."""
    return math.nan if value is None else float(value)
