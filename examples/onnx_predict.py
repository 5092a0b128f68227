"""Reads pictures with a model that `platen export` wrote, by what its metadata say.

    pip install onnxruntime pillow numpy
    python examples/onnx_predict.py model.onnx picture.png ...

framing.py, beside it, prepares the pictures.
"""
import itertools
import json
import re
import sys
import unicodedata

import numpy as np

from framing import prepare


def classes(session, card, pixels, width):
    """The classes of the characters, as they stand in the picture from left to right."""
    size, rule = card["input"], card["steps"]
    prepared = (pixels - size["mean"]) / size["deviation"]
    inputs = {"images": np.round(pixels * 255).astype(np.uint8) if card["pre"] == "rescale" else prepared.astype("f4")}
    if "widths" in [port.name for port in session.get_inputs()]:
        inputs["widths"] = np.array([width])
    results = session.run(None, inputs)
    if card["post"] == "greedy":
        return results[0][0, : results[1][0]]
    if card["head"] == "tokens":  # a class for each character, and one for the end
        return itertools.takewhile(lambda k: k != card["blank"], results[0][:, 0].argmax(1))
    steps = max(1, (width + rule["shift"]) // rule["pixels"] * rule["gain"] + rule["offset"])
    best = results[0][:steps, 0].argmax(1)
    return [k for k, before in zip(best, [-1, *best]) if k not in (before, card["blank"])]


def written(seen):
    """A line that runs to the left, as it is written; a library for UAX #9 is needed where it holds more than numbers."""
    if not any(unicodedata.bidirectional(character) in ("R", "AL") for character in seen):
        return seen
    turned = seen[::-1].translate(str.maketrans("()[]{}<>", ")(][}{><"))
    return re.sub(r"\d+([.,:/]\d+)*", lambda number: number[0][::-1], turned)


def main(model, *paths):
    import onnxruntime

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    card = dict(session.get_modelmeta().custom_metadata_map)
    card |= {key: json.loads(card[key]) for key in ("input", "characters", "steps", "blank")}
    for path in paths:
        seen = "".join(card["characters"][k] for k in classes(session, card, *prepare(path, card["input"])))
        print(f"{path}\t{seen if card['direction'] == 'as_written' else written(seen)}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
