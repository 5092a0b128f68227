import os
import subprocess
import sys
import unittest
from pathlib import Path

from support import DeskCase

try:
    import torch
except ImportError:
    torch = None

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@unittest.skipIf(torch is None, "PyTorch is not installed")
class ExampleTests(DeskCase):
    def run_example(self, *arguments: str) -> list[str]:
        command = [
            sys.executable,
            str(EXAMPLES / "train_crnn.py"),
            str(self.path),
            "text.number={digits: 2}",
            "--batch",
            "8",
        ]
        # Threads that wait for each other take far longer where other tests want the processors too.
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        result = subprocess.run([*command, *arguments], capture_output=True, text=True, env=environment)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout.splitlines()

    def test_a_training_that_was_stopped_ends_as_one_that_was_not(self) -> None:
        part = str(self.folder / "part.pt")
        whole = self.run_example("--steps", "50", "--workers", "0")
        self.assertRegex(whole[0], r"^step 50: loss [0-9.]+$")
        self.assertRegex(whole[1], r"^[0-9]+ of 200 test samples read right$")
        self.run_example("--steps", "20", "--save", part)
        # Whatever number of workers there is, they get the same batches.
        self.assertEqual(self.run_example("--steps", "50", "--resume", part, "--workers", "2"), whole)
