import json
import os
import pickle
import subprocess
import sys
import textwrap
from unittest import mock

import numpy as np
from support import DeskCase

import platen


def same(one: platen.Sample, other: platen.Sample) -> bool:
    return (
        (one.index, one.label, one.choices, one.characters)
        == (other.index, other.label, other.choices, other.characters)
        and np.array_equal(one.image, other.image)
        and np.array_equal(one.boxes, other.boxes)
    )


class RecipeTests(DeskCase):
    def test_samples_are_those_of_the_dataset(self) -> None:
        from PIL import Image

        folder = self.folder / "set"
        platen.run("generate", self.path, "--output", folder, "--quiet", "output.masks=true")
        lines = [json.loads(line) for line in (folder / "samples.jsonl").read_text().splitlines()]
        stored = [line for line in lines if line["split"] == "train"]
        drawn = list(self.recipe.samples(fields=("boxes", "mask", "choices")))
        self.assertEqual(len(drawn), 61)
        for sample, line in zip(drawn, stored, strict=True):
            self.assertEqual((sample.index, sample.label), (line["index"], line["label"]))
            self.assertEqual(sample.choices, line["choices"])
            self.assertTrue(np.array_equal(sample.image, np.asarray(Image.open(folder / line["path"]))))
            self.assertTrue(np.array_equal(sample.mask, np.asarray(Image.open(folder / line["mask"]))))
            self.assertEqual(sample.characters, [character[0] for character in line["characters"]])
            corners = np.array([character[1:] for character in line["characters"]]).reshape(-1, 4, 2)
            self.assertLess(np.abs(sample.boxes - corners).max(), 0.006)
            self.assertLess(np.abs(sample.quad - np.array(line["quad"]).reshape(4, 2)).max(), 0.006)

    def test_parts_of_a_split(self) -> None:
        whole = list(self.recipe.samples())
        part = list(self.recipe.samples(start=20, count=7, threads=3))
        self.assertEqual([sample.index for sample in part], list(range(20, 27)))
        self.assertTrue(all(map(same, part, whole[20:27])))
        shard = self.recipe.samples(start=1, count=11, shard=(2, 2), block=4)
        self.assertEqual([sample.index for sample in shard], [5, 6, 7, 8])
        self.assertEqual([sample.index for sample in self.recipe.samples("test")], [0, 1, 2, 3, 4])

    def test_samples_in_any_order(self) -> None:
        whole = list(self.recipe.samples())
        with self.recipe.reader() as reader:
            self.assertTrue(same(reader[60], whole[60]))
            wanted = [3, 0, 3, 59, *range(40)]
            self.assertTrue(all(map(same, reader.read(wanted), [whole[index] for index in wanted])))
            self.assertEqual(reader.read([]), [])
            with self.assertRaises(platen.SampleError) as caught:
                reader.read([5, 61])
            self.assertEqual(caught.exception.index, 61)
            with self.assertRaisesRegex(platen.PlatenError, "closed"):
                reader[0]

    def test_overrides(self) -> None:
        def labels(overrides, seed=None) -> list[str]:
            recipe = platen.Recipe(self.path, overrides, seed)
            return [sample.label for sample in recipe.samples(count=4, fields=())]

        self.assertEqual(
            labels({"text": {"pattern": "[0-9]{2}: 'x'"}, "seed": 3}), labels(["text={pattern: \"[0-9]{2}: 'x'\"}"], 3)
        )
        self.assertEqual(labels({"text": {"pattern": "true"}}), ["true"] * 4)
        self.assertEqual(labels({"text": {"pattern": "12"}}), ["12"] * 4)
        self.assertEqual(labels({"text.number": {"value": 7, "prefix": "a=ü "}}), ["a=ü 7"] * 4)
        sizes = {
            sample.choices["fonts.size"]
            for sample in platen.Recipe(self.path, {"fonts.size": "20..21"}).samples(count=9)
        }
        self.assertTrue(all(20 <= size <= 21 for size in sizes) and len(sizes) == 9)
        self.assertEqual(
            platen.Recipe(self.path, {"camera": [{"blur": 1}], "page.color": "rgb"}).resolved(),
            platen.Recipe(self.path, ["camera=[blur: 1]", "page.color=rgb"]).resolved(),
        )
        with self.assertRaisesRegex(platen.PlatenError, "no change to a recipe"):
            platen.Recipe(self.path, ["--seed"])

    def test_texts_as_values(self) -> None:
        # What YAML would take for something else, or leave a part of.
        for text in (
            *(" EUR", "EUR ", "a  b", "-", "- x", "-x", "--", "---", "null", "Null", "NULL", "~", "true", "12", "1..2", "it's"),
            *('"x"', "#x", "a # b", "a: b", "[a]", "a,b", "\\n", "a\u00a0b", "a\u2028b", "a\u0085b", "a\ufeffb", "ü😀", "a\tb"),
        ):
            with self.subTest(text=text):
                self.assertEqual(platen.Recipe(self.path, {"name": text}).header().recipe, text)
                self.assertEqual(platen.Recipe(self.path, {"name": np.str_(text)}).header().recipe, text)
        labels = [sample.label for sample in platen.Recipe(self.path, {"text.number.suffix": " EUR"}).samples(count=3)]
        self.assertTrue(all(label.endswith(" EUR") for label in labels), labels)
        with self.assertRaisesRegex(platen.PlatenError, "not valid YAML"):
            platen.Recipe(self.path, {"name": "\ud800"}).header()

    def test_ranges_as_values(self) -> None:
        for value in ("-3..3", "-3", "1e1", "+2"):
            with self.subTest(value=value):
                self.assertEqual(
                    platen.Recipe(self.path, {"geometry[0].rotation": value}).resolved(),
                    platen.Recipe(self.path, [f"geometry=[rotation: {value}]"]).resolved(),
                )

    def test_paths_as_bytes(self) -> None:
        wanted = self.recipe.header()
        self.assertEqual(platen.Recipe(os.fsencode(self.path)).header(), wanted)
        with self.assertRaisesRegex(TypeError, "not int"):
            platen.Recipe(3)

    def test_shards_and_fields_are_no_texts(self) -> None:
        for shard in ("auto", "12", (1,), (1, 2, 3), (1.5, 2), None, 2):
            with self.subTest(shard=shard), self.assertRaisesRegex(TypeError, "a shard is a pair of numbers"):
                self.recipe.samples(shard=shard)
        self.assertEqual([sample.index for sample in self.recipe.samples(count=4, shard=[2, np.int64(2)])], [1, 3])
        for draw in (self.recipe.samples, self.recipe.reader):
            with self.assertRaisesRegex(TypeError, r"write \['boxes'\]"):
                draw(fields="boxes")

    def test_arrays(self) -> None:
        plain = next(self.recipe.samples(fields=()))
        self.assertEqual((plain.boxes, plain.quad, plain.mask, plain.choices), (None, None, None, {}))
        self.assertEqual((plain.image.dtype, plain.image.ndim), (np.uint8, 2))
        coloured = next(platen.Recipe(self.path, {"page.color": "rgb"}).samples(fields=("mask", "boxes")))
        self.assertEqual(coloured.image.shape, (*coloured.mask.shape, 3))
        self.assertEqual(coloured.boxes.shape, (len(coloured.label), 4, 2))
        # PyTorch makes tensors of arrays that may be written to only.
        for array in (coloured.image, coloured.mask, coloured.boxes):
            array[:] = 1
        self.assertTrue(same(pickle.loads(pickle.dumps(plain)), plain) or plain.boxes is None)

    def test_header(self) -> None:
        header = self.recipe.header("val")
        self.assertEqual((header.recipe, header.size, header.split), ("tiny", 8, "val"))
        self.assertEqual(header.alphabet, tuple("0123456789"))
        self.assertEqual(len(header.recipe_sha256), 64)
        self.assertEqual(pickle.loads(pickle.dumps(self.recipe)).header("val"), header)

    def test_a_stream_that_is_left_ends_the_program(self) -> None:
        samples = self.endless.samples()
        process = samples._process.process
        self.assertEqual([next(samples).index for _ in range(3)], [0, 1, 2])
        samples.close()
        self.assertIsNotNone(process.returncode)
        self.assertEqual(list(samples), [])
        with self.endless.samples() as samples:
            process = samples._process.process
        self.assertIsNotNone(process.returncode)

    def test_what_is_open_when_python_ends_is_closed(self) -> None:
        script = f"""
            import sys, platen
            recipe = platen.Recipe({str(self.path)!r}, {{"text.number.mode": "random"}})
            reader, stream = recipe.reader(), recipe.samples()
            # Modules that were taken down already are no reason to complain.
            sys.modules["kept"] = type("Kept", (), {{"reader": reader, "stream": stream}})
            print(reader[3].index, next(stream).index, reader._process.process.pid, stream._process.process.pid)
            """
        result = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        index, first, *processes = map(int, result.stdout.split())
        self.assertEqual((index, first), (3, 0))
        for process in processes:
            with self.assertRaises(ProcessLookupError):
                os.kill(process, 0)

    def test_a_fork_leaves_the_program_to_its_parent(self) -> None:
        with self.recipe.reader() as reader:
            self.assertEqual(reader[5].index, 5)
            child = os.fork()
            if child == 0:
                reader.close()
                del reader
                os._exit(0)
            self.assertEqual(os.waitpid(child, 0)[1], 0)
            self.assertEqual(reader[6].index, 6)

    def test_what_is_wrong(self) -> None:
        with self.assertRaisesRegex(platen.PlatenError, "there is no such file") as caught:
            platen.Recipe(self.folder / "none.yml").samples()
        self.assertEqual(caught.exception.code, 66)
        with self.assertRaisesRegex(platen.PlatenError, "fonts") as caught:
            platen.Recipe(self.path, {"fonts.faces": ["No Such Face"]}).samples()
        self.assertEqual(caught.exception.code, 66)
        with self.assertRaises(platen.PlatenError) as caught:
            self.recipe.samples(fields=("pixels",))
        self.assertEqual(caught.exception.code, 64)
        samples = self.recipe.samples(start=59, count=9)
        self.assertEqual([next(samples).index, next(samples).index], [59, 60])
        with self.assertRaisesRegex(platen.SampleError, "mode 'unique'") as caught:
            next(samples)
        self.assertEqual((caught.exception.index, caught.exception.code), (61, 65))
        self.assertEqual(pickle.loads(pickle.dumps(caught.exception)).index, 61)
        self.assertEqual(list(samples), [])


class ProgramTests(DeskCase):
    def test_where_the_program_is_looked_for(self) -> None:
        program = platen.find_program()
        with mock.patch.dict(os.environ, {"PLATEN": "/none/platen"}):
            with self.assertRaisesRegex(platen.PlatenError, "/none/platen, which is no program"):
                platen.find_program()
        (self.folder / "platen").symlink_to(program)
        script = self.folder / "scripts"
        script.mkdir()
        (script / "platen").write_text("#!/bin/sh\n")
        (script / "platen").chmod(0o755)
        with mock.patch.dict(os.environ, {"PLATEN": "", "PATH": f"{script}:{self.folder}"}):
            # What pip installs is a script; it is passed over, or it would start itself.
            self.assertEqual(platen.find_program(), str(self.folder / "platen"))
        with mock.patch.dict(os.environ, {"PLATEN": "", "PATH": str(script)}):
            with self.assertRaisesRegex(platen.PlatenError, "install a wheel"):
                platen.find_program()

    def test_the_package_runs_as_the_program(self) -> None:
        def module(*arguments: str) -> subprocess.CompletedProcess:
            command = [sys.executable, "-m", "platen", *arguments]
            return subprocess.run(command, capture_output=True, text=True)

        self.assertEqual(module("--version").stdout.strip(), platen.__version__)
        self.assertEqual(module("text", str(self.path), "-n", "2").stdout, platen.run("text", self.path, "-n", "2"))
        self.assertEqual(module("text", "none.yml").returncode, 66)

    def test_errors_of_commands(self) -> None:
        with self.assertRaisesRegex(platen.PlatenError, "unknown option '--fast'") as caught:
            platen.run("generate", self.path, "--output", "out", "--fast")
        self.assertEqual(caught.exception.code, 64)

    def test_configs(self) -> None:
        self.assertTrue(platen.config("numbers").is_file())
        with self.assertRaisesRegex(platen.PlatenError, "no config 'none'; there are: .*numbers"):
            platen.config("none")
        # They lie beside the package, whether or not there is a program.
        with mock.patch.dict(os.environ, {"PLATEN": "", "PATH": ""}):
            self.assertTrue(platen.config("numbers").is_file())
