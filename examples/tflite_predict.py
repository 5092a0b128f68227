"""Reads pictures with a TensorFlow Lite file that `platen export` wrote, by what lies in it.

    pip install ai-edge-litert pillow numpy
    python examples/tflite_predict.py model.tflite picture.png ...
"""
import json
import sys
import zipfile

import numpy as np
from ai_edge_litert.interpreter import Interpreter

from framing import prepare
from onnx_predict import written


class Reader:
    """A file with its interpreter; one picture is read at a time."""

    def __init__(self, path):
        # What the file says of itself lies in a zip behind the model.
        self.card = json.loads(zipfile.ZipFile(path).read("platen.json"))
        self.card |= {key: json.loads(self.card[key]) for key in ("input", "characters", "steps", "blank")}
        self.interpreter = Interpreter(path, num_threads=1)
        self.interpreter.allocate_tensors()

    def numbers(self, pixels):
        """What the network says of brightness 0...1, [1, channels, height, width]: [steps, 1, classes]."""
        size = self.card["input"]
        prepared = (pixels - size["mean"]) / size["deviation"]
        taken = np.round(pixels * 255).astype(np.uint8) if self.card["pre"] == "rescale" else prepared.astype("f4")
        # LSTMs would go on from the picture before.
        self.interpreter.reset_all_variables()
        self.interpreter.set_tensor(self.interpreter.get_input_details()[0]["index"], taken.transpose(0, 2, 3, 1))
        self.interpreter.invoke()
        return self.interpreter.get_tensor(self.interpreter.get_output_details()[0]["index"])

    def text(self, numbers, width):
        """The most probable path, repeats and blanks left out; `width` columns are no padding."""
        rule = self.card["steps"]
        steps = max(1, (width + rule["shift"]) // rule["pixels"] * rule["gain"] + rule["offset"])
        best = numbers[:steps, 0].argmax(1)
        classes = [k for k, before in zip(best, [-1, *best]) if k not in (before, self.card["blank"])]
        seen = "".join(self.card["characters"][k] for k in classes)
        return seen if self.card["direction"] == "as_written" else written(seen)


def main(model, *paths):
    reader = Reader(model)
    for path in paths:
        pixels, width = prepare(path, reader.card["input"])
        print(f"{path}\t{reader.text(reader.numbers(pixels), width)}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
