#!/usr/bin/env python3
"""Learns from samples that Ray's workers draw while it learns: each has a part of the samples, and sends batches as they are ready.

    pip install platen ray
    python examples/ray_stream.py configs/numbers-paper.yml --workers 4 --count 100000

Worker 2 of 4 draws every fourth sample, beginning with the second. On a cluster each machine needs the package and the recipe's
files. Pictures go through Ray's store in memory, where no more than four batches of a worker wait to be read.
"""

import argparse
import itertools
import time
from collections import Counter
from collections.abc import Iterator

import ray

import platen


@ray.remote(num_cpus=1, _generator_backpressure_num_objects=4)
def draw(recipe: platen.Recipe, count: int, part: int, parts: int) -> Iterator[list[platen.Sample]]:
    """The batches of one part of the samples."""
    with recipe.samples(count=count, shard=(part, parts), fields=(), threads=1) as samples:
        while batch := list(itertools.islice(samples, 32)):
            yield batch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", nargs="+", help="the recipe, and changes to it")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--count", type=int, default=10000, help="how many samples all of them draw")
    options = parser.parse_intermixed_args()
    try:
        recipe = platen.Recipe(options.recipe[0], options.recipe[1:])
        recipe.samples(count=options.count).close()
    except platen.PlatenError as error:  # A mistake is one line here, and a page in a worker.
        raise SystemExit(f"error: {error}") from None

    ray.init()
    numbers, lengths, width, began = set(), Counter(), 0, time.monotonic()
    streams = [draw.remote(recipe, options.count, part + 1, options.workers) for part in range(options.workers)]
    while streams:
        [stream], streams = ray.wait(streams)
        for batch in map(ray.get, itertools.islice(stream, 1)):  # none where the stream ends
            # Here a model would learn.
            numbers.update(sample.index for sample in batch)
            lengths.update(len(sample.label) for sample in batch)
            width += sum(sample.image.shape[1] for sample in batch)
            streams.append(stream)
    count, seconds = lengths.total(), time.monotonic() - began
    print(f"{count} samples, {len(numbers)} different, {count / seconds:.0f} a second, {width / count:.2f} px wide on average")
    print(*(f"labels of {length}: {number}" for length, number in sorted(lengths.items())), sep="\n")


if __name__ == "__main__":
    main()
