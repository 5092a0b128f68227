import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from support import DeskCase

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COUNT = 47
RATE = re.compile(r"\b[0-9]+ a second")


class ClusterCase(DeskCase):
    """Runs an example on workers of this machine. What the others keep on disk meanwhile has a folder that goes with the test."""

    environment: dict[str, str] = {}

    def run_example(self, command: list[str], *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        # Paths of sockets may have about a hundred characters.
        folder = tempfile.TemporaryDirectory(prefix="platen-", dir="/tmp", ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        folders = {"RAY_TMPDIR", "DASK_TEMPORARY_DIRECTORY", "SPARK_LOCAL_DIRS"}
        environment = {**os.environ, **dict.fromkeys(folders, folder.name), **self.environment, **variables}
        whole = [*command, str(self.path), "text.number.mode=random", *arguments]
        return subprocess.run(whole, capture_output=True, text=True, env=environment, timeout=600)

    def expect_all_samples(self, result: subprocess.CompletedProcess[str]) -> None:
        """The report is what one process finds in the samples 0 to 46."""
        self.assertEqual(result.returncode, 0, result.stderr)
        samples = list(self.endless.samples(count=COUNT, fields=()))
        width = sum(sample.image.shape[1] for sample in samples) / COUNT
        lengths = Counter(len(sample.label) for sample in samples)
        self.assertEqual(
            RATE.sub("N a second", result.stdout).splitlines(),
            [f"{COUNT} samples, {COUNT} different, N a second, {width:.2f} px wide on average"]
            + [f"labels of {length}: {count}" for length, count in sorted(lengths.items())],
        )

    def expect_mistake(self, command: list[str]) -> None:
        """A wrong recipe is one line, before any worker begins."""
        result = self.run_example(command, "fonts.sise=12")
        self.assertEqual(result.returncode, 1)
        said = result.stdout + result.stderr
        self.assertRegex(said, r"(?m)^error: .*fonts\.sise")
        self.assertNotIn("Traceback", said)
        self.assertNotIn(" samples, ", said)

    def program_that_is_cut_off(self) -> str:
        """The path of a program whose streams of more than a header break off."""
        path = self.folder / "cut-off"
        path.write_text(f'#!/bin/sh\n"{os.environ["PLATEN"]}" "$@" | head -c 3000\n')
        path.chmod(0o755)
        return str(path)


@unittest.skipIf(find_spec("ray") is None, "Ray is not installed")
class RayTests(ClusterCase):
    command = [sys.executable, str(EXAMPLES / "ray_stream.py")]
    # Nothing is told to anyone, and no token is left in the user's folder.
    environment = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_TOKEN": secrets.token_hex(32)}

    def test_all_samples_come_once(self) -> None:
        for workers in "1", "3":
            self.expect_all_samples(self.run_example(self.command, "--count", str(COUNT), "--workers", workers))

    def test_a_mistake_is_one_line(self) -> None:
        self.expect_mistake(self.command)


@unittest.skipIf(find_spec("distributed") is None, "Dask is not installed")
class DaskTests(ClusterCase):
    command = [sys.executable, str(EXAMPLES / "dask_stream.py")]

    def test_all_samples_come_once(self) -> None:
        for workers in "1", "3":
            arguments = ["--count", str(COUNT), "--workers", workers, "--block", "9"]
            self.expect_all_samples(self.run_example(self.command, *arguments))

    def test_a_mistake_is_one_line(self) -> None:
        self.expect_mistake(self.command)


@unittest.skipIf(find_spec("pyspark") is None, "PySpark is not installed (0.5 GB): pip install pyspark")
@unittest.skipIf(shutil.which("java") is None and "JAVA_HOME" not in os.environ, "Spark needs Java, and there is none")
class SparkTests(ClusterCase):
    environment = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}

    def command(self, workers: int) -> list[str]:
        quiet = ["--conf", "spark.ui.enabled=false", "--conf", "spark.ui.showConsoleProgress=false"]
        submit = str(Path(sys.executable).with_name("spark-submit"))
        return [submit, "--master", f"local[{workers}]", *quiet, str(EXAMPLES / "spark_stream.py")]

    def test_all_samples_come_once(self) -> None:
        for workers in 1, 3:
            self.expect_all_samples(self.run_example(self.command(workers), "--count", str(COUNT), "--block", "9"))

    def test_a_stream_that_breaks_off_is_an_error(self) -> None:
        result = self.run_example(self.command(2), "--count", str(COUNT), PLATEN=self.program_that_is_cut_off())
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("the stream ends within", result.stderr)

    def test_a_mistake_is_one_line(self) -> None:
        self.expect_mistake(self.command(2))
