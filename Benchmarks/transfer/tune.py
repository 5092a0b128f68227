"""Chooses the ranges that writers' styles are drawn from.

A set of ranges is as good as a small network that has seen digits of such writers alone reads the last 10,000 digits of
MNIST's training part. The test part is never opened. Starting from neutral values, one range after the other takes the
best of its candidates; in a second round only the neighbours of what was chosen are tried. Every set is measured with
several seeds, the same for all.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

import torch
from torch import nn

from transfer import probabilities, read_part, train

# Neutral: nobody leans, lines are even, and pens as wide as a tenth of a digit's height.
START = {
    "width": 0.1,
    "width-deviation": 0.2,
    "lean": 0.0,
    "lean-deviation": 0.2,
    "roughness": 0.0,
    "roundness": 0.05,
    "scan": 60,
}

CANDIDATES = {
    "width": [0.08, 0.1, 0.12, 0.14, 0.16],
    "width-deviation": [0.1, 0.2, 0.3, 0.4],
    "lean": [0.0, 0.1, 0.2, 0.3],
    "lean-deviation": [0.12, 0.2, 0.28, 0.36],
    "roughness": [0.0, 0.1, 0.2, 0.3],
    "roundness": [0.02, 0.05, 0.08],
    "scan": [40, 60, 80],
}


def make_network():
    """The shape of the network in transfer.py, half as wide."""
    return nn.Sequential(
        nn.Conv2d(1, 8, 5, padding=2),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 5, padding=2),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Dropout(0.3),
        nn.Linear(16 * 7 * 7, 96),
        nn.ReLU(),
        nn.Dropout(0.3),
        nn.Linear(96, 10),
    )


class Judge:
    """Measures sets of ranges, each once."""

    def __init__(self, options, log):
        images, labels = read_part(options.mnist, "train")
        self.images, self.labels = images[-10_000:], labels[-10_000:]
        self.options, self.log, self.known = options, log, {}

    def __call__(self, ranges):
        key = tuple(ranges.values())
        if key not in self.known:
            parts = [self.measure(ranges, seed) for seed in range(1, self.options.seeds + 1)]
            self.known[key] = sum(parts) / len(parts)
            self.log(
                f"{self.known[key]:.2%}  ({', '.join(f'{part:.2%}' for part in parts)})  "
                + " ".join(f"{name}={value:g}" for name, value in ranges.items())
            )
        return self.known[key]

    def measure(self, ranges, seed):
        with tempfile.TemporaryDirectory() as folder:
            styles = [f"--style={name}={value}" for name, value in ranges.items()]
            # Seeds of their own: bench-transfer's digits have seen no choice.
            subprocess.run(
                [self.options.platen, "digits", "--quiet", "--output", folder, "--seed", str(1000 + seed)]
                + ["--count", str(self.options.digits), "--test-count", "0", "--jobs", "1", *styles],
                check=True,
            )
            images, labels = read_part(folder, "train")
        torch.manual_seed(seed)
        network = make_network()
        train(network, images, labels, self.options.epochs, report=False)
        return float((probabilities(network, self.images).argmax(1) == self.labels).mean())


def choose(judge, ranges, candidates):
    """The ranges with the best candidates, one range after the other; what is there wins where none is better."""
    for name in START:
        tried = [ranges[name]] + [value for value in candidates(name, ranges[name]) if value != ranges[name]]
        ranges = ranges | {name: max(tried, key=lambda value: judge(ranges | {name: value}))}
    return ranges


def neighbours(name, value):
    place = CANDIDATES[name].index(value)
    return CANDIDATES[name][max(0, place - 1) : place + 2]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mnist", required=True, help="folder with MNIST's training files (or PLATEN_MNIST)")
    parser.add_argument("--out", default="out/tune", help="folder for what was measured")
    parser.add_argument("--platen", default=".build/release/platen")
    parser.add_argument("--digits", type=int, default=12_000, help="procedural digits to train on")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seeds", type=int, default=2)
    options = parser.parse_args()
    # One thread: the network is too small to share, and its sums come in the same order everywhere.
    torch.set_num_threads(1)
    Path(options.out).mkdir(parents=True, exist_ok=True)
    with open(Path(options.out) / "tune.txt", "w", buffering=1) as file:

        def log(line):
            print(line, flush=True)
            print(line, file=file)

        judge = Judge(options, log)
        ranges = choose(judge, START, lambda name, _: CANDIDATES[name])
        ranges = choose(judge, ranges, neighbours)
        log(f"chosen, {judge(ranges):.2%}: " + " ".join(f"{name}={value:g}" for name, value in ranges.items()))


if __name__ == "__main__":
    main()
