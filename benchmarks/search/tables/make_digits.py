"""Trains a perceptron on scikit-learn's digits at every point of a grid and writes digits.json beside this file.

Run with scikit-learn installed: python make_digits.py [processes]. A row holds the point, then accuracy and log loss on the third of the
digits that was held out, after 12 epochs of Adam, as the mean of two seeds.
"""
import itertools
import json
import pathlib
import sys
import warnings
from multiprocessing import Pool

GRID = {
    "lr": [1e-4, 3e-4, 7e-4, 2e-3, 5e-3, 1.2e-2, 3e-2, 1e-1],
    "alpha": [1e-6, 1e-4, 1e-2, 1e-1, 1.0],
    "units": [16, 32, 64, 128],
    "layers": [1, 2],
    "activation": ["relu", "tanh"],
}
SEEDS = (0, 1)


def measure(point):
    from sklearn import datasets, metrics, model_selection, neural_network

    warnings.simplefilter("ignore")
    lr, alpha, units, layers, activation = point
    images, labels = datasets.load_digits(return_X_y=True)
    seen, unseen, seen_labels, unseen_labels = model_selection.train_test_split(
        images / 16.0, labels, test_size=1 / 3, random_state=0, stratify=labels
    )
    scores = []
    for seed in SEEDS:
        network = neural_network.MLPClassifier(
            (units,) * layers, activation=activation, alpha=alpha, learning_rate_init=lr,
            batch_size=64, max_iter=12, n_iter_no_change=100, random_state=seed,
        )
        network.fit(seen, seen_labels)
        chances = network.predict_proba(unseen)
        scores.append((network.score(unseen, unseen_labels), metrics.log_loss(unseen_labels, chances, labels=range(10))))
    accuracy, loss = (sum(column) / len(SEEDS) for column in zip(*scores))
    return [*point, round(accuracy, 6), round(loss, 6)]


if __name__ == "__main__":
    with Pool(int(sys.argv[1]) if len(sys.argv) > 1 else 2) as pool:
        rows = pool.map(measure, itertools.product(*GRID.values()), chunksize=8)
    columns = [*GRID, "accuracy", "loss"]
    body = ",\n".join(json.dumps(row) for row in rows)
    target = pathlib.Path(__file__).with_name("digits.json")
    target.write_text(f'{{"grid": {json.dumps(GRID)},\n"columns": {json.dumps(columns)},\n"rows": [\n{body}\n]}}\n')
    print(f"{len(rows)} rows in {target.name}")
