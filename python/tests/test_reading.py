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
        several = (np.zeros((32, 80, 3), np.uint8), np.zeros((32, 80, 1), np.uint8))
        for single in (image, *several, self.folder / "broken.png", "broken.png", b"broken.png"):
            with self.assertRaisesRegex(TypeError, r"write \[image\]"):
                platen.read(self.model, single)

    def test_arrays_of_pictures(self) -> None:
        for shape in ((2, 16, 24), (2, 16, 24, 1), (2, 16, 24, 3)):
            with self.subTest(shape=shape):
                images = np.full(shape, 200, np.uint8)
                self.assertEqual(platen.read(self.model, images), platen.read(self.model, list(images)))
                self.assertEqual(len(platen.read(self.model, images)), 2)

    def test_names_tell_nothing(self) -> None:
        platen.run("generate", self.path, "--output", self.folder / "set", "--quiet", "output.layout=flat")
        content = (self.folder / "set" / "train" / "000003.png").read_bytes()
        wanted = platen.read(self.model, [self.folder / "set" / "train" / "000003.png"])
        names = ["noext", "x.dat", ".hidden", "x.json", "x.txt", "x.tar", "x.jpg", "x.PNG", "x.heic", "labels.csv", "ü.gif"]
        for name in names:
            (self.folder / name).write_bytes(content)
            with self.subTest(name=name):
                self.assertEqual(platen.read(self.model, [self.folder / name]), wanted)
        self.assertEqual(platen.read(self.model, [self.folder / name for name in names]), wanted * len(names))

    def test_what_has_no_reading_is_named(self) -> None:
        image = np.full((16, 24), 200, np.uint8)
        (self.folder / "broken.png").write_bytes(b"\x89PNG")
        (self.folder / "empty").write_bytes(b"")
        images = [image, self.folder / "empty", image, self.folder / "broken.png"]
        with self.assertRaises(platen.PlatenError) as caught:
            platen.read(self.model, images, "--broken", "leave-out")
        lines = str(caught.exception).splitlines()
        self.assertEqual(lines[0], f"{self.folder}/empty: the file is empty")
        self.assertTrue(lines[1].startswith(f"{self.folder}/broken.png: "), lines)
        self.assertEqual(lines[2:], ["2 pictures have no reading: leave them out of the images"])
        self.assertEqual(caught.exception.code, 65)
        self.assertEqual(len(platen.read(self.model, [image], "--broken", "leave-out")), 1)
        self.assertEqual(len(platen.read(self.model, [image], "--decoder", "beam", "--top", "3")), 1)

    def test_arguments_that_print_no_readings(self) -> None:
        image = np.full((16, 24), 200, np.uint8)
        for argument in ("--help", "--version"):
            with self.assertRaisesRegex(platen.PlatenError, f"'{argument}' 'platen predict' does not print readings") as caught:
                platen.read(self.model, [image], argument)
            self.assertEqual(caught.exception.code, 64)

    def test_pictures_of_pillow(self) -> None:
        from PIL import Image

        picture = Image.fromarray(self.recipe.reader(fields=())[3].image)
        wanted = platen.read(self.model, [np.asarray(picture)])
        self.assertEqual(platen.read(self.model, [picture]), wanted)
        for single in (picture, picture.convert("RGB")):
            with self.assertRaisesRegex(TypeError, r"write \[image\]"):
                platen.read(self.model, single)
        for mode in ("P", "1", "RGBA"):
            with self.assertRaisesRegex(platen.PlatenError, rf"images\[1\] is of Pillow's mode '{mode}'"):
                platen.read(self.model, [picture, picture.convert(mode)])
