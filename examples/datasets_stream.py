#!/usr/bin/env python3
"""A dataset of Hugging Face's `datasets` whose samples are drawn when they are asked for: it needs no disk and has no end.

    pip install datasets pillow
    python examples/datasets_stream.py configs/numbers-paper.yml --count 100

`datasets` shares out the parts among the workers of a DataLoader; have as many of both, since a part has no end. Here each part is
looked at in turn.
"""

import argparse
import io
import subprocess
import tarfile
from collections.abc import Iterator

from datasets import Features, Image, IterableDataset, Value
from PIL import Image as Picture


def samples(platen: str, recipe: tuple[str], parts: list[str]) -> Iterator[dict]:
    """The samples of parts such as "2/4", every fourth from the second on: three members of a tar stream each."""
    for part in parts:
        yield from members([platen, "generate", *recipe, "--shard", part])


def members(command: list[str]) -> Iterator[dict]:
    command = [*command, "--format", "webdataset", "--output", "-", "--jobs", "1", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
            sample = {}
            for member in archive:
                key, _, ending = member.name.partition(".")
                content = archive.extractfile(member).read()
                if ending == "txt":
                    sample["text"] = content.decode()
                elif ending != "json":
                    sample |= {"key": int(key), "image": Picture.open(io.BytesIO(content))}
                else:
                    yield sample
                    sample = {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", nargs="+", help="the recipe, and changes to it")
    parser.add_argument("--platen", default="platen", help="the program")
    parser.add_argument("--parts", type=int, default=2)
    parser.add_argument("--count", type=int, default=10, help="how many samples of each part")
    options = parser.parse_intermixed_args()
    # A mistake is one line here, and a page in a worker.
    if subprocess.run([options.platen, "stream", *options.recipe, "--count", "0", "--quiet"], stdout=subprocess.DEVNULL).returncode:
        raise SystemExit(1)

    parts = [f"{part + 1}/{options.parts}" for part in range(options.parts)]
    dataset = IterableDataset.from_generator(
        samples,
        gen_kwargs={"platen": options.platen, "recipe": tuple(options.recipe), "parts": parts},
        features=Features({"key": Value("int64"), "image": Image(), "text": Value("string")}),
    )
    for part in range(options.parts):
        for sample in dataset.shard(num_shards=options.parts, index=part).take(options.count):
            print(f"{sample['key']}\t{sample['text']}\t{sample['image'].size}", flush=True)


if __name__ == "__main__":
    main()
