"""A recipe to test with."""

import tempfile
import unittest
from pathlib import Path

import platen

RECIPE = """
name: tiny
samples: {train: 61, val: 8, test: 5}
text: {number: {digits: 4..5, mode: unique}}
fonts: {faces: [Liberation Serif], size: 12..16}
page: {margin: 2}
paper: {noise: {tone: 0.8..1, amount: 0.02}}
geometry: [rotation: -3..3]
camera: [blur: 0..0.5]
"""


class DeskCase(unittest.TestCase):
    """A test with a folder of its own and a recipe in it."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="platen-test-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.path = self.folder / "tiny.yml"
        self.path.write_text(RECIPE)
        self.recipe = platen.Recipe(self.path)
        self.endless = platen.Recipe(self.path, {"text.number.mode": "random"})
