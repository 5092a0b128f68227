import importlib.util
import os
import unittest
from pathlib import Path
from unittest import mock

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples/live_stream.ipynb"
MISSING = [
    name for name in ("nbclient", "nbformat", "ipykernel", "datasets", "PIL") if importlib.util.find_spec(name) is None
]


HAS_TORCH = importlib.util.find_spec("torch") is not None


def outputs(leaving_out: str | None) -> list[dict]:
    """What the cells hand out, those with a tag left out."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if leaving_out not in cell.metadata.get("tags", [])]
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in cells:
        cell.update(outputs=[], execution_count=None)
    # Threads of PyTorch that wait for each other take far longer where other tests want the processors too.
    with mock.patch.dict(os.environ, {"OMP_NUM_THREADS": "1"}):
        NotebookClient(notebook, timeout=900, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    return [output for cell in cells for output in cell.outputs]


@unittest.skipIf(MISSING, f"the notebook needs {', '.join(MISSING)}: scripts/test-tools installs them")
class NotebookTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.outputs = outputs(leaving_out=None if HAS_TORCH else "torch")
        cls.text = "".join(output.get("text", "") for output in cls.outputs)

    def test_samples_and_datasets(self) -> None:
        self.assertGreaterEqual(sum("image/png" in output.get("data", {}) for output in self.outputs), 4 + HAS_TORCH)
        self.assertIn("num_rows: 100", self.text)

    @unittest.skipUnless(HAS_TORCH, "PyTorch is not installed")
    def test_the_network_learns(self) -> None:
        right = self.text.split(" of 200 read right")[0].splitlines()[-1]
        self.assertGreater(int(right), 60)

    def test_pictures_are_inside(self) -> None:
        self.assertGreaterEqual(NOTEBOOK.read_text(encoding="utf-8").count('"image/png"'), 5)


if __name__ == "__main__":
    unittest.main()
