"""Times Python programs that get samples to learn from: NumPy arrays and labels.

Usage: readers.py PROGRAM RECIPE READER COUNT THREADS
  READER    platen: the package in python/, which reads what `platen stream` draws
            webdataset: WebDataset, which reads pictures that were stored in tar shards, and decodes them with Pillow,
              in this process alone
            trdg: TRDG's generator, which draws in this process alone, the kind of work that configs/bench.yml describes
              whatever RECIPE says
Ends with 77, and a line that says so, where this Python lacks what READER needs. Prints how many samples were read, and in how many seconds, of the clock and of this process's processors. What comes before the
first thousandth is not timed: programs start, fonts are opened.
"""

import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def timed(samples, count):
    """Reads samples, and looks at each as a training would."""
    first = max(1, count // 1000)
    pixels = 0
    for number, (image, label) in enumerate(samples, 1):
        pixels += image.shape[0] * image.shape[1] + len(label)
        if number == first:
            start, processor = time.perf_counter(), time.process_time()
    seconds = time.perf_counter() - start
    if number != count or pixels <= 0:
        sys.exit(f"{number} of {count} samples were read")
    print(count - first, seconds, time.process_time() - processor)


def platen_samples(program, recipe, count, threads):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))
    os.environ["PLATEN"] = program
    import platen

    with platen.Recipe(recipe).samples(count=count, threads=threads) as samples:
        for sample in samples:
            yield sample.image, sample.label


def stored_samples(program, recipe, count, threads):
    """Samples of shards that are written first, and not timed."""
    import numpy as np
    import webdataset

    with tempfile.TemporaryDirectory(prefix="platen-shards-") as folder:
        command = [program, "generate", recipe, "--output", folder + "/set", "--quiet"]
        changes = ["output.annotations=[webdataset]", f"samples={{train: {count}, val: 0, test: 0}}", "output.pack_size=500"]
        subprocess.run([*command, *changes], check=True)
        shards = sorted(str(path) for path in Path(folder, "set").glob("train-*.tar"))
        for image, label in webdataset.WebDataset(shards, shardshuffle=False).decode("l8").to_tuple("png", "txt"):
            yield np.asarray(image), label


def generated_samples(program, recipe, count, threads):
    """What TRDG draws as it is asked for, with nothing written: the settings of trdg_peer.py."""
    import numpy as np

    # It says there that it has no neural handwriting.
    with contextlib.redirect_stdout(sys.stderr):
        from trdg.generators import GeneratorFromStrings
        from trdg_peer import HEIGHT, find_font

    strings = [f"{random.randrange(10**9):09d}" for _ in range(count)]
    generator = GeneratorFromStrings(
        strings, count=count, fonts=[find_font()], size=HEIGHT, skewing_angle=3, random_skew=True, blur=1, random_blur=True,
        background_type=0, alignment=0, image_mode="L")
    for image, label in generator:
        yield np.asarray(image), label


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__.strip())
    program, recipe, reader, count, threads = sys.argv[1:]
    kinds = {"platen": platen_samples, "webdataset": stored_samples, "trdg": generated_samples}
    try:
        timed(kinds[reader](str(Path(program).resolve()), recipe, int(count), int(threads)), int(count))
    except ModuleNotFoundError as error:
        print(f"{reader} is left out: {sys.executable} has no {error.name}", file=sys.stderr)
        sys.exit(77)


if __name__ == "__main__":
    main()
