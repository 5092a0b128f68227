#!/usr/bin/env python3
"""Spark pipes numbers through the program, which draws the samples of these numbers: each partition has a range of them.

    pip install platen pyspark        # and Java
    spark-submit --master "local[4]" examples/spark_stream.py configs/numbers-paper.yml --count 100000

A partition that is lost is drawn again, and the same. On a cluster each machine needs the package and the recipe's files at the
same paths. Spark pipes lines of text, so the stream goes through base64. Pictures stay in the memory of their worker.
"""

import argparse
import base64
import io
import os
import shlex
import time
from collections.abc import Iterable, Iterator

from pyspark.sql import SparkSession

import platen


def drawn(lines: Iterable[str]) -> Iterator[platen.Sample]:
    """The samples of a partition: all of its stream is one line."""
    return platen.read_stream(io.BytesIO(base64.b64decode("".join(lines))))[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", nargs="+", help="the recipe, and changes to it")
    parser.add_argument("--count", type=int, default=10000, help="how many samples all of them draw")
    parser.add_argument("--block", type=int, default=1000, help="how many samples a partition has")
    options = parser.parse_intermixed_args()
    try:
        recipe = platen.Recipe(options.recipe[0], options.recipe[1:])
        recipe.samples(count=options.count).close()
    except platen.PlatenError as error:  # A mistake is one line here, and a page in a worker.
        raise SystemExit(f"error: {error}") from None

    program = [platen.find_program(), "stream", *recipe.arguments(), "--ask", "--fields", "none", "--threads", "1", "--quiet"]
    command = shlex.join(["sh", "-c", f"{shlex.join(program)} | base64 -w 0"])
    # What is piped through has no other environment.
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "FONTCONFIG_FILE") if name in os.environ}
    with SparkSession.builder.appName("platen").getOrCreate() as spark:
        began = time.monotonic()
        numbers = spark.sparkContext.range(options.count, numSlices=-(-options.count // options.block))
        samples = numbers.pipe(command, environment).mapPartitions(drawn)
        # Kept, so that each sample is drawn once.
        facts = samples.map(lambda sample: (sample.index, len(sample.label), sample.image.shape[1])).cache()
        count, seconds = facts.count(), time.monotonic() - began
        different, width = facts.keys().distinct().count(), facts.map(lambda fact: fact[2]).mean()
        print(f"{count} samples, {different} different, {count / seconds:.0f} a second, {width:.2f} px wide on average")
        lengths = facts.map(lambda fact: fact[1]).countByValue()
        print(*(f"labels of {length}: {number}" for length, number in sorted(lengths.items())), sep="\n")


if __name__ == "__main__":
    main()
