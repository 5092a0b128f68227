"""Reads the dates and totals of real receipts with models, each picture as it was cut, cut tighter and padded.

FOLDER holds labels.tsv (a file, a tab, what is written) and the pictures that it names, as KIND/RECEIPT.png. Receipts are
shared out into two halves by a hash of their names: settings are chosen by the half `tuning`; the half `untouched` is for
judging alone. Texts are compared without white space and case. The program reads; this script only cuts and counts.
"""

import argparse
import hashlib
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

HALVES = ("tuning", "untouched")


def half(name):
    """The half to which a receipt belongs, whatever other receipts there are."""
    receipt = Path(name).stem
    return HALVES[hashlib.sha256(receipt.encode()).digest()[0] % 2]


def ground(picture):
    """The brightness of a picture's paper: the median, since ink covers less than half of it."""
    left = picture.width * picture.height / 2
    for level, count in enumerate(picture.histogram()):
        left -= count
        if left <= 0:
            return level
    return 255


def ink_rows(picture):
    """The first and the last row, one past it, that hold ink: pixels half as far from the paper as the farthest are."""
    paper = ground(picture)
    distances = picture.point(lambda level: abs(level - paper))
    least = max(1, distances.getextrema()[1] // 2)
    box = distances.point(lambda level: 255 if level >= least else 0).getbbox()
    return (box[1], box[3]) if box else (0, picture.height)


def tighter(picture, pixels=2):
    """A picture without so many pixels on each side."""
    width, height = picture.size
    if width <= 4 * pixels or height <= 4 * pixels:
        return picture
    return picture.crop((pixels, pixels, width - pixels, height - pixels))


def padded(picture, fill=0.6):
    """A picture with as much paper above and below as makes its ink fill a share of the height; never cut."""
    top, bottom = ink_rows(picture)
    missing = max(0, round((bottom - top) / fill) - picture.height)
    page = Image.new("L", (picture.width, picture.height + missing), ground(picture))
    page.paste(picture, (0, missing // 2))
    return page


VARIANTS = {"as cut": lambda picture: picture, "2 px tighter": tighter, "padded to 0.6": padded}


def plain(text):
    """A text as it is compared."""
    return "".join(text.split()).casefold()


def readings(platen, model, folder, names):
    """What a model reads in the pictures of a folder, by name; a picture that can't be read is missing."""
    command = [platen, "predict", "--model", model, folder]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    by_path = dict(line.split("\t")[:2] for line in lines if "\t" in line)
    return {name: by_path[f"{folder}/{name}"] for name in names if f"{folder}/{name}" in by_path}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="labels.tsv and the pictures that it names")
    parser.add_argument("models", nargs="+", help="model files, each NAME=PATH or a path")
    parser.add_argument("--platen", default=".build/release/platen", help="the program")
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both", help="which half is read")
    options = parser.parse_args()

    rows = [line.split("\t", 1) for line in (options.folder / "labels.tsv").read_text(encoding="utf-8").splitlines()]
    labels = {name: label for name, label in rows}
    halves = HALVES if options.half == "both" else (options.half,)
    members = {part: [name for name in labels if half(name) == part] for part in halves}

    columns = [f"{variant}, {part}" for part in halves for variant in VARIANTS]
    print("| model | " + " | ".join(columns) + " |")
    print("|---|" + "---:|" * len(columns))
    with tempfile.TemporaryDirectory() as scratch:
        for variant, cut in VARIANTS.items():
            for name in (name for part in halves for name in members[part]):
                path = Path(scratch, variant, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                cut(Image.open(options.folder / name).convert("L")).save(path)
        for model in options.models:
            title, _, path = model.rpartition("=")
            shares = {}
            for variant in VARIANTS:
                read = readings(options.platen, path, f"{scratch}/{variant}", labels)
                for part in halves:
                    right = sum(plain(read.get(name, "")) == plain(labels[name]) for name in members[part])
                    shares[f"{variant}, {part}"] = 100 * right / max(1, len(members[part]))
            print(f"| {title or path} | " + " | ".join(f"{shares[column]:.1f} %" for column in columns) + " |", flush=True)
    print("\npictures: " + ", ".join(f"{len(members[part])} {part}" for part in halves))


if __name__ == "__main__":
    main()
