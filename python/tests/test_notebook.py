import importlib.util
import unittest
from pathlib import Path

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples/live_stream.ipynb"
MISSING = [
    name for name in ("nbclient", "nbformat", "ipykernel", "datasets", "PIL") if importlib.util.find_spec(name) is None
]


@unittest.skipIf(MISSING, f"the notebook needs {', '.join(MISSING)}: scripts/test-tools installs them")
class NotebookTests(unittest.TestCase):
    def outputs(self, leaving_out: str | None = None) -> list[dict]:
        """What the cells hand out, those with a tag left out."""
        import nbformat
        from nbclient import NotebookClient

        notebook = nbformat.read(NOTEBOOK, as_version=4)
        notebook.cells = [cell for cell in notebook.cells if leaving_out not in cell.metadata.get("tags", [])]
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        for cell in cells:
            cell.update(outputs=[], execution_count=None)
        NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
        return [output for cell in cells for output in cell.outputs]

    def test_samples_and_datasets(self) -> None:
        outputs = self.outputs(leaving_out="torch")
        self.assertGreaterEqual(sum("image/png" in output.get("data", {}) for output in outputs), 4)
        self.assertIn("num_rows: 100", "".join(output.get("text", "") for output in outputs))

    @unittest.skipIf(importlib.util.find_spec("torch") is None, "PyTorch is not installed")
    def test_the_network_learns(self) -> None:
        text = "".join(output.get("text", "") for output in self.outputs())
        right = text.split(" of 200 read right")[0].splitlines()[-1]
        self.assertGreater(int(right), 60)

    def test_pictures_are_inside(self) -> None:
        self.assertGreaterEqual(NOTEBOOK.read_text(encoding="utf-8").count('"image/png"'), 5)


if __name__ == "__main__":
    unittest.main()
