import json

import numpy as np
from support import DeskCase

import platen

TRAINING = """
name: small
alphabet: "0123456789"
model: {crnn: {width: 4, hidden: 8}}
data:
  pool: 1
  train: [{recipe: tiny.yml, set: ["text={number: {digits: 2}}"]}]
  val: [{recipe: tiny.yml, set: ["text={number: {digits: 2}}"]}]
training: {steps: 6, batch: 4, threads: 1, validate_every: 3, save_every: 2, log_every: 1}
"""


class ReadingTests(DeskCase):
    def setUp(self) -> None:
        super().setUp()
        (self.folder / "train.yml").write_text(TRAINING)
        platen.run("train", self.folder / "train.yml", "--output", self.folder / "run", "--quiet")
        self.model = self.folder / "run" / "best.safetensors"

    def test_readings_are_those_of_the_program(self) -> None:
        pictures = self.folder / "set"
        platen.run("generate", self.path, "--output", pictures, "--quiet", "output.layout=flat")
        paths = [pictures / "train" / f"{index:06}.png" for index in (3, 1, 2, 40)]
        lines = platen.run("predict", *paths, "--model", self.model, "--json").splitlines()
        wanted = {json.loads(line)["path"]: json.loads(line) for line in lines}
        images = {sample.index: sample.image for sample in self.recipe.samples(fields=())}
        readings = platen.read(self.model, [images[3], paths[1], str(paths[2]), np.stack([images[40]] * 3, 2)])
        for reading, path in zip(readings, paths, strict=True):
            self.assertEqual(reading.text, wanted[str(path)]["text"])
            self.assertAlmostEqual(reading.probability, wanted[str(path)]["probability"], 5)
        self.assertEqual(len({reading.probability for reading in readings}), 4)
        self.assertEqual(platen.read(self.model, []), [])

    def test_what_is_wrong(self) -> None:
        image = np.zeros((8, 8), np.uint8)
        with self.assertRaisesRegex(platen.PlatenError, "uint8, got float64"):
            platen.read(self.model, [image / 255])
        with self.assertRaisesRegex(platen.PlatenError, r"got \(8, 8, 4\)"):
            platen.read(self.model, [np.zeros((8, 8, 4), np.uint8)])
        with self.assertRaisesRegex(platen.PlatenError, "no picture none.png"):
            platen.read(self.model, [image, "none.png"])
        with self.assertRaises(platen.PlatenError) as caught:
            platen.read(self.folder / "none.safetensors", [image])
        self.assertEqual(caught.exception.code, 66)
        (self.folder / "broken.png").write_bytes(b"\x89PNG")
        # The error names the caller's file.
        with self.assertRaisesRegex(platen.PlatenError, f"{self.folder}/broken.png") as caught:
            platen.read(self.model, [image, self.folder / "broken.png"])
        self.assertEqual(caught.exception.code, 65)
        for single in (image, self.folder / "broken.png", "broken.png"):
            with self.assertRaisesRegex(TypeError, r"write \[image\]"):
                platen.read(self.model, single)

    def test_pictures_of_pillow(self) -> None:
        from PIL import Image

        picture = Image.fromarray(self.recipe.reader(fields=())[3].image)
        wanted = platen.read(self.model, [np.asarray(picture)])
        self.assertEqual(platen.read(self.model, [picture]), wanted)
        for mode in ("P", "1", "RGBA"):
            with self.assertRaisesRegex(platen.PlatenError, rf"images\[1\] is of Pillow's mode '{mode}'"):
                platen.read(self.model, [picture, picture.convert(mode)])
