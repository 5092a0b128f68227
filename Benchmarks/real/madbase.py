"""Unpacks the pictures of MADBase's test part, an IDX pair, into two halves that `platen eval` reads: folders of PNG files
with labels.tsv. The set has a hundred pictures of each writer, one after the other; a writer's all go into one half.

    Tests/.venv/bin/python Benchmarks/real/madbase.py FOLDER out/madbase
    platen eval --model out/digits/best.safetensors --data out/madbase/untouched/labels.tsv
"""

import gzip
import sys
from pathlib import Path

from PIL import Image
from sets import HALVES

SIDE = 28
OF_A_WRITER = 100


def payload(folder, name, header):
    """The bytes of an IDX file behind its header, packed or not."""
    plain = folder / name
    if plain.exists():
        return plain.read_bytes()[header:]
    return gzip.decompress((folder / f"{name}.gz").read_bytes())[header:]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, destination = Path(sys.argv[1]), Path(sys.argv[2])
    pixels = payload(source, "t10k-images-idx3-ubyte", 16)
    digits = payload(source, "t10k-labels-idx1-ubyte", 8)
    if len(pixels) != len(digits) * SIDE * SIDE:
        sys.exit(f"{source}: {len(pixels)} pixels are not {len(digits)} pictures of {SIDE} x {SIDE}")
    lines = {half: [] for half in HALVES}
    for half in HALVES:
        (destination / half).mkdir(parents=True, exist_ok=True)
    for number, digit in enumerate(digits):
        half = HALVES[number // OF_A_WRITER % 2]
        name = f"{number:05}.png"
        start = number * SIDE * SIDE
        picture = Image.frombytes("L", (SIDE, SIDE), pixels[start : start + SIDE * SIDE])
        picture.save(destination / half / name)
        lines[half].append(f"{name}\t{digit}\n")
    for half in HALVES:
        (destination / half / "labels.tsv").write_text("".join(lines[half]))
        print(f"{destination / half}: {len(lines[half])} pictures")


if __name__ == "__main__":
    main()
