#!/usr/bin/env python3
"""Learns from samples that are drawn while it learns: each worker of a DataLoader reads a tar stream of its own from Platen.

    pip install torch webdataset pillow
    python examples/pytorch_stream.py configs/numbers-paper.yml --workers 4 --batches 100

Worker 2 of 4 has every fourth sample, beginning with the second; a stream has no end, and stops when it is closed.
"""

import argparse
import itertools
import shlex
import subprocess

import torch
import webdataset
from torch.utils.data import DataLoader


def pipe(platen: str, recipe: list[str], part: int, parts: int) -> str:
    """The URL of one part of the samples: what WebDataset runs, and reads from."""
    command = [platen, "generate", *recipe, "--format", "webdataset", "--output", "-", "--quiet"]
    return "pipe:" + shlex.join([*command, "--jobs", "1", "--shard", f"{part}/{parts}"])


def batch(samples: list[tuple]) -> tuple[list[str], torch.Tensor, list[str]]:
    """Keys, pictures [N, 1, H, W] in 0...1 with white on the right of narrow ones, and labels."""
    keys, pictures, labels = zip(*samples)
    height, width = (max(picture.shape[side] for picture in pictures) for side in (0, 1))
    page = torch.ones(len(pictures), 1, height, width)
    for place, picture in zip(page, pictures):
        place[0, : picture.shape[0], : picture.shape[1]] = torch.from_numpy(picture)
    return list(keys), page, list(labels)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", nargs="+", help="the recipe, and changes to it")
    parser.add_argument("--platen", default="platen", help="the program")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--batches", type=int, default=10)
    parser.add_argument("--batch", type=int, default=32)
    options = parser.parse_intermixed_args()
    # A mistake is one line here, and a page in a worker.
    if subprocess.run([options.platen, "stream", *options.recipe, "--count", "0", "--quiet"], stdout=subprocess.DEVNULL).returncode:
        raise SystemExit(1)

    parts = [pipe(options.platen, options.recipe, part + 1, options.workers) for part in range(options.workers)]
    samples = webdataset.WebDataset(parts, shardshuffle=False).decode("l").to_tuple("__key__", "png;jpg", "txt")
    loader = DataLoader(samples, batch_size=options.batch, num_workers=options.workers, collate_fn=batch)
    for number, (keys, pictures, labels) in enumerate(itertools.islice(loader, options.batches)):
        # Here a model would learn.
        print(f"batch {number}: {tuple(pictures.shape)}, mean {pictures.mean():.3f}", flush=True)
        for key, label in zip(keys, labels):
            print(f"{key}\t{label}")


if __name__ == "__main__":
    main()
