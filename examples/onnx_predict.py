"""Reads pictures with a model that `platen export` wrote, by what its metadata say.

    pip install onnxruntime pillow numpy
    python examples/onnx_predict.py model.onnx picture.png ...
"""
import json
import sys

import numpy as np
import onnxruntime
from PIL import Image


def prepare(path, card):
    """The picture at the model's height, padded and normalised: [1, channels, height, width]."""
    size = card["input"]
    picture = Image.open(path).convert("L" if size["color"] == "grey" else "RGB")
    limit = size.get("width") or size["maximum_width"]
    natural = round(picture.width * size["height"] / picture.height)
    width = limit if size["fit"] == "stretch" else min(limit, max(1, natural))
    pixels = np.asarray(picture.resize((width, size["height"]), Image.BOX if natural < picture.width else Image.BILINEAR))
    pixels = pixels.reshape(size["height"], width, -1).transpose(2, 0, 1) / 255
    step = size["width_step"]
    padded = size.get("width") or -(-max(width, 32) // step) * step
    free = padded - width
    before = {"right": 0, "left": free, "center": free // 2}[size["padding"]]
    pixels = np.pad(pixels, ((0, 0), (0, 0), (before, free - before)), constant_values=size["fill"])
    read = width if size["padding"] == "right" else padded
    return ((pixels - size["mean"]) / size["deviation"])[None].astype(np.float32), read / padded


def main(model, *paths):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    card = dict(session.get_modelmeta().custom_metadata_map)
    card["input"], characters = json.loads(card["input"]), json.loads(card["characters"])
    if (card["head"], card["pre"], card["post"]) != ("ctc", "none", "none"):
        sys.exit("export the model with --pre none --post none")
    for path in paths:
        picture, share = prepare(path, card)
        logits = session.run(None, {"images": picture})[0][:, 0]
        best = logits[: max(1, int(len(logits) * share))].argmax(1)
        text = "".join(characters[k] for k, before in zip(best, [-1, *best]) if k != before and k < len(characters))
        print(f"{path}\t{text}")


main(*sys.argv[1:])
