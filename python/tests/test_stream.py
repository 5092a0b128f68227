import io
import json
import pickle
import struct
import subprocess
import sys
import textwrap
import unittest

import numpy as np

import platen

HEADER = {
    "program": {"name": "platen", "version": "9"},
    "recipe": {"name": "by hand", "sha256": "00"},
    "seed": 2**64 - 1,
    "split": "val",
    "size": 3,
    "shard": {"number": 1, "of": 1},
    "block": 1,
    "fields": ["boxes"],
    "alphabet": ["é"],
    "text": "utf-8",
}


def stream(*frames: tuple[bytes, bytes], version: int = 1, mark: bytes = b"PLATENST") -> io.BytesIO:
    """A stream put together from its parts, as docs/stream.md has them."""
    text = json.dumps(HEADER).encode()
    data = mark + struct.pack("<II", version, len(text)) + text
    return io.BytesIO(data + b"".join(kind + struct.pack("<I", len(body)) + body for kind, body in frames))


def sample_body() -> bytes:
    """Two pixels in a row, labelled with one character."""
    corners = np.arange(16, dtype="<f4")
    head = struct.pack("<QIIIIIIII", 5, 2, 1, 1, 3, 2, 0, 2, 0)
    return head + corners.tobytes() + struct.pack("<I", 2) + b"\x07\x09" + "é".encode() + "é".encode()


class WithoutNumPyTests(unittest.TestCase):
    def test_what_needs_no_arrays_works(self) -> None:
        script = """
            import sys
            sys.modules["numpy"] = None
            import platen
            print(platen.run("--version").strip() != "", platen.config("numbers").name)
            try:
                platen.Recipe
            except ImportError as error:
                print(error)
            """
        result = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True
        )
        first, second = result.stdout.splitlines()
        self.assertEqual(first, "True numbers.yml")
        self.assertIn("pip install numpy", second)


class StreamTests(unittest.TestCase):
    def test_bytes_as_documented(self) -> None:
        header, samples = platen.read_stream(stream((b"SMPL", sample_body()), (b"DONE", bytes(8))))
        self.assertEqual(
            (header.seed, header.start, header.shard, header.program), (2**64 - 1, None, (1, 1), "platen 9")
        )
        sample = next(samples)
        self.assertEqual((sample.index, sample.label, sample.attempt, sample.characters), (5, "é", 3, ["é"]))
        self.assertEqual(sample.image.tolist(), [[7, 9]])
        self.assertEqual(sample.quad.tolist(), [[0, 1], [2, 3], [4, 5], [6, 7]])
        self.assertEqual(sample.boxes.tolist(), [[[8, 9], [10, 11], [12, 13], [14, 15]]])
        self.assertEqual(list(samples), [])

    def test_samples_can_be_changed_and_sent_elsewhere(self) -> None:
        _, samples = platen.read_stream(stream((b"SMPL", sample_body()), (b"SMPL", sample_body())))
        sample = next(samples)
        sample.image[0, 0] = 1
        sample.boxes = sample.boxes + 1
        sent = pickle.loads(pickle.dumps(sample))
        self.assertEqual((sent.image.tolist(), sent.boxes[0, 0].tolist(), sent.choices), ([[1, 9]], [9, 10], {}))
        self.assertEqual(sent.quad.tolist(), sample.quad.tolist())
        self.assertEqual((sent.characters, sent.mask, sent.attempt), (["é"], None, 3))
        self.assertEqual(next(samples).image.tolist(), [[7, 9]])
        with self.assertRaisesRegex(AttributeError, "colour"):
            sample.colour  # noqa: B018

    def test_later_versions_may_add(self) -> None:
        longer = sample_body() + b"something new"
        _, samples = platen.read_stream(stream((b"NEWS", b"?"), (b"SMPL", longer), (b"DONE", bytes(8))))
        self.assertEqual([sample.label for sample in samples], ["é"])

    def test_failures(self) -> None:
        failure = struct.pack("<QI", 8, 65) + "nö".encode()
        _, samples = platen.read_stream(stream((b"FAIL", failure)))
        with self.assertRaisesRegex(platen.SampleError, "nö") as caught:
            next(samples)
        self.assertEqual((caught.exception.index, caught.exception.code), (8, 65))
        _, samples = platen.read_stream(stream((b"FAIL", b"\xff" * 8 + bytes(4))))
        with self.assertRaises(platen.SampleError) as caught:
            next(samples)
        self.assertIsNone(caught.exception.index)

    def test_streams_that_are_none(self) -> None:
        with self.assertRaisesRegex(platen.PlatenError, "no stream"):
            platen.read_stream(stream(mark=b"PLATENS?"))
        with self.assertRaisesRegex(platen.PlatenError, "version 2"):
            platen.read_stream(stream(version=2))
        for end in (10, 40, -3):
            with self.assertRaisesRegex(platen.PlatenError, "ends within"):
                whole = stream((b"SMPL", sample_body())).getvalue()
                list(platen.read_stream(io.BytesIO(whole[:end]))[1])
        # Without the frame that tells the end, there should have been more.
        with self.assertRaisesRegex(platen.PlatenError, "ends within"):
            list(platen.read_stream(stream((b"SMPL", sample_body())))[1])
