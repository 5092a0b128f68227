#!/usr/bin/env python3
"""A bag of Dask whose samples are drawn by the workers that look at them: each task has a range of the samples.

    pip install platen "dask[distributed]"
    python examples/dask_stream.py configs/numbers-paper.yml --workers 4 --count 100000

A range that is lost with its worker is drawn again, and the same. With `--scheduler tcp://HOST:8786` the workers of a cluster draw,
which need the package and the recipe's files. Pictures stay in the memory of their worker, as many as there are in a range.
"""

import argparse
import time

import dask
import dask.bag
from dask.distributed import Client

import platen


def draw(first: int, recipe: platen.Recipe, block: int, count: int) -> list[platen.Sample]:
    """The samples of one range."""
    with recipe.samples(start=first, count=min(block, count - first), fields=(), threads=1) as samples:
        return list(samples)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", nargs="+", help="the recipe, and changes to it")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--scheduler", help="the address of a cluster's; in the place of workers on this machine")
    parser.add_argument("--count", type=int, default=10000, help="how many samples all of them draw")
    parser.add_argument("--block", type=int, default=1000, help="how many samples a range has")
    options = parser.parse_intermixed_args()
    try:
        recipe = platen.Recipe(options.recipe[0], options.recipe[1:])
        recipe.samples(count=options.count).close()
    except platen.PlatenError as error:  # A mistake is one line here, and a page in a worker.
        raise SystemExit(f"error: {error}") from None

    here = {"n_workers": options.workers, "threads_per_worker": 1}
    with Client(options.scheduler) if options.scheduler else Client(**here):
        began = time.monotonic()
        firsts = dask.bag.from_sequence(range(0, options.count, options.block), partition_size=1)
        samples = firsts.map(draw, recipe, options.block, options.count).flatten()
        numbers = samples.map(lambda sample: sample.index).distinct().count()
        lengths = samples.map(lambda sample: len(sample.label)).frequencies()
        width = samples.map(lambda sample: sample.image.shape[1]).mean()
        # All at once, so that each sample is drawn once.
        numbers, lengths, width = dask.compute(numbers, lengths, width)
        count, seconds = sum(count for _, count in lengths), time.monotonic() - began
    print(f"{count} samples, {numbers} different, {count / seconds:.0f} a second, {width:.2f} px wide on average")
    print(*(f"labels of {length}: {number}" for length, number in sorted(lengths)), sep="\n")


if __name__ == "__main__":
    main()
