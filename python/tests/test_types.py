import importlib.util
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "platen"
MISSING = [name for name in ("mypy", "torch") if importlib.util.find_spec(name) is None]

# What a user writes, with one mistake in each line of the second half.
USE = """
import numpy as np
import platen
import platen.torch

recipe = platen.Recipe("numbers.yml", {"fonts.size": np.float32(20)}, seed=3)
with recipe.samples("val", start=7, fields=["mask"]) as samples:
    for sample in samples:
        image: np.ndarray = sample.image
        label: str = sample.label
with recipe.reader() as reader:
    first: platen.Sample = reader[0]
dataset = platen.torch.Dataset(recipe, shuffle=True, transform=lambda sample: sample.label)
dataset.load_state_dict(dataset.state_dict(taken=64))
probability: float = platen.read("numbers", [first.image, "a.png"])[0].probability
said: str = platen.run("text", "numbers.yml", "-n", 2)

recipe.samples("validation")
recipe.samples(fields=["masks"])
first.mask.shape
platen.torch.IterableDataset(recipe)
"""


@unittest.skipIf(MISSING, f"needs {', '.join(MISSING)}: scripts/test-tools installs them")
class TypeTests(unittest.TestCase):
    """The package is typed: mypy finds nothing in it, and mistakes in what uses it."""

    def test_mypy(self) -> None:
        with tempfile.TemporaryDirectory(prefix="platen-test-") as folder:
            file = Path(folder, "use.py")
            file.write_text(USE)
            command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", folder, str(PACKAGE), str(file)]
            result = subprocess.run(command, capture_output=True, text=True, cwd=PACKAGE.parent)
        found = [line for line in result.stdout.splitlines() if ": error: " in line]
        wrong = USE.splitlines().index('recipe.samples("validation")') + 1
        self.assertEqual([line.split(":")[1] for line in found], [str(wrong + number) for number in range(4)], result.stdout)
        self.assertTrue(all("use.py" in line for line in found), result.stdout)
