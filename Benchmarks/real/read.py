"""Reads real pictures of text with models, and with free readers beside them, each picture as it was cut, cut tighter and
padded.

FOLDER holds pictures and labels.tsv (a file, a tab, what is written), or pictures whose names are what is written on them.
They are shared out into two halves by a hash of their names: settings are chosen by the half `tuning`; the half
`untouched` is for judging alone. Texts are compared without white space and case, and where no label of the set has a mark,
without marks. The readers read; this script only cuts, counts and takes the time, on one processor.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from PIL import Image

import sets
from cuts import VARIANTS
from readers import PEERS, Platen


def readers(options, alphabet):
    """The readers that were asked for, by their titles; a peer that can't be had is said and left out."""
    for model in options.models:
        title, _, path = model.rpartition("=")
        yield title or path, Platen(options.platen, path, options.views)
    for name in options.peers:
        for title, held in ((name, None), (f"{name}, held to the set's characters", alphabet)):
            try:
                yield title, PEERS[name](held)
            except (ImportError, OSError, StopIteration) as problem:
                print(f"{name} is left out: {problem}")
                break


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the pictures, and labels.tsv where names are no labels")
    parser.add_argument("models", nargs="*", help="models of Platen's, each NAME=PATH or a path")
    parser.add_argument("--platen", default=".build/release/platen", help="the program")
    parser.add_argument("--views", type=int, default=1, help="in how many views the models look at each picture")
    parser.add_argument("--half", choices=(*sets.HALVES, "both"), default="both", help="which half is read")
    parser.add_argument("--peers", nargs="*", default=[], choices=list(PEERS), help="free readers to read with as well")
    parser.add_argument("--cuts", nargs="*", default=list(VARIANTS), choices=list(VARIANTS), help="ways of cutting")
    parser.add_argument("--wrong", type=Path, help="a file for what was misread as it was cut: reader, file, label, reading")
    options = parser.parse_args()

    # One processor for all readers, whatever number of threads they start.
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    labels = sets.labels(options.folder)
    comparison = sets.Comparison(labels.values())
    halves = sets.HALVES if options.half == "both" else (options.half,)
    names = [name for name in labels if sets.half(name) in halves]
    count = {part: sum(sets.half(name) == part for name in names) for part in halves}

    columns = [(cut, part) for part in halves for cut in options.cuts]
    print("| reader | MB | ms | " + " | ".join(f"{cut}, {part}" for cut, part in columns) + " |")
    print("|---|---:|---:|" + "---:|" * len(columns))
    wrong = []
    with tempfile.TemporaryDirectory() as scratch:
        for cut in options.cuts:
            for name in names:
                path = Path(scratch, cut, name).with_suffix(".png")
                path.parent.mkdir(parents=True, exist_ok=True)
                VARIANTS[cut](Image.open(options.folder / name).convert("L")).save(path)
        files = [str(Path(name).with_suffix(".png")) for name in names]
        for title, reader in readers(options, comparison.alphabet):
            right = dict.fromkeys(columns, 0)
            seconds = 0.0
            for cut in options.cuts:
                start = time.perf_counter()
                texts = reader.read(Path(scratch, cut), files)
                seconds += time.perf_counter() - start
                for name, text in zip(names, texts):
                    if comparison.plain(text) == comparison.plain(labels[name]):
                        right[cut, sets.half(name)] += 1
                    elif cut == options.cuts[0]:
                        wrong.append(f"{title}\t{name}\t{labels[name]}\t{text}")
            shares = " | ".join(f"{100 * right[column] / max(1, count[column[1]]):.1f} %" for column in columns)
            milliseconds = 1000 * seconds / max(1, len(names) * len(options.cuts))
            print(f"| {title} | {reader.megabytes:.1f} | {milliseconds:.1f} | {shares} |", flush=True)
    print("\npictures: " + ", ".join(f"{count[part]} {part}" for part in halves))
    if options.wrong:
        options.wrong.write_text("\n".join(wrong) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
