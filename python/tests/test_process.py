import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import numpy as np
from support import DeskCase

import platen
import platen.program


def in_fork(work: Callable[[], object]) -> str:
    """What a fork of this process raises, or nothing."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = b""
        try:
            work()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}".encode()
        os.write(writing, said)
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as file:
        said = file.read()
    os.waitpid(child, 0)
    return said.decode()


class ForkTests(DeskCase):
    def test_a_fork_does_not_hold_the_pipes(self) -> None:
        for opened in (self.endless.reader(), self.endless.samples()):
            with self.subTest(opened=type(opened).__name__):
                process = opened._process.process
                child = os.fork()
                if child == 0:
                    signal.pause()
                    os._exit(0)
                try:
                    for pipe in filter(None, (process.stdin, process.stdout)):
                        pipe.close()
                    # Nobody has to kill it: it sees that the pipe is closed, though the fork is still there.
                    self.assertEqual(process.wait(300), 0)
                    opened.close()
                finally:
                    os.kill(child, signal.SIGKILL)
                    os.waitpid(child, 0)

    def test_a_fork_opens_its_own(self) -> None:
        with self.endless.reader() as reader, self.endless.samples() as samples:
            self.assertRegex(in_fork(lambda: reader[3]), "PlatenError: .* belongs to the process that opened it")
            self.assertRegex(in_fork(lambda: next(samples)), "PlatenError: .* belongs to the process that opened it")
            self.assertEqual(in_fork(lambda: self.endless.reader()[3]), "")
            self.assertEqual((reader[7].index, next(samples).index), (7, 0))

    def test_neither_can_be_sent_elsewhere(self) -> None:
        for opened in (self.endless.reader(), self.endless.samples()):
            with opened, self.assertRaisesRegex(TypeError, "send the recipe"):
                pickle.dumps(opened)


class InterruptTests(DeskCase):
    """A user stops what takes too long, in a notebook, and goes on."""

    def interrupted(self, work: Callable[[], object], seconds: float) -> bool:
        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        before = signal.signal(signal.SIGALRM, stop)
        try:
            # Python passes over what is raised while it destroys an object: then it comes once more.
            signal.setitimer(signal.ITIMER_REAL, seconds, 5)
            work()
            return False
        except KeyboardInterrupt:
            return True
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def test_a_reader_never_takes_one_sample_for_another(self) -> None:
        reader, stopped = self.endless.reader(), 0
        for attempt in range(12):
            if reader.is_closed:
                reader = self.endless.reader()
            if self.interrupted(lambda: reader.read(range(3000)), 0.004 * (attempt + 1)):
                stopped += 1
                with self.assertRaisesRegex(platen.PlatenError, "closed"):
                    reader[5]
            else:
                self.assertEqual(reader[5].index, 5)
        self.assertGreater(stopped, 0)

    def test_a_stream_that_was_interrupted_has_ended_its_program(self) -> None:
        samples = self.endless.samples()
        process = samples._process.process
        self.assertTrue(self.interrupted(lambda: [None for _ in samples], 0.2))
        if samples.is_closed:
            self.assertIsNotNone(process.returncode)
        else:
            # Between two samples there is nothing to lose.
            next(samples)
        samples.close()

    def test_the_program_dies_midway(self) -> None:
        samples = self.endless.samples()
        next(samples)
        samples._process.process.kill()
        with self.assertRaisesRegex(platen.PlatenError, r"ended by signal 9 \(SIGKILL\)") as caught:
            for _ in samples:
                pass
        self.assertEqual((caught.exception.code, samples.is_closed), (-9, True))
        reader = self.endless.reader()
        reader._process.process.kill()
        with self.assertRaisesRegex(platen.PlatenError, "SIGKILL"):
            reader.read(range(100))
        self.assertTrue(reader.is_closed)

    def test_threads_share_a_stream_and_a_reader(self) -> None:
        found: list[int] = []
        wrong: list[int] = []
        samples, reader = self.endless.samples(count=300, fields=()), self.endless.reader(fields=())

        def work(number: int) -> None:
            found.extend(sample.index for sample in samples)
            wanted = [number, 90 - number]
            wrong.extend(sample.index for sample in reader.read(wanted) if sample.index not in wanted)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual((sorted(found), wrong), (list(range(300)), []))

    def test_a_python_that_is_killed_leaves_no_program(self) -> None:
        script = f"""
            import os, platen, signal
            reader = platen.Recipe({str(self.path)!r}, {{"text.number.mode": "random"}}).reader()
            stream = platen.Recipe({str(self.path)!r}, {{"text.number.mode": "random"}}).samples()
            print(reader._process.process.pid, stream._process.process.pid, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
            """
        command = [sys.executable, "-c", textwrap.dedent(script)]
        text = subprocess.run(command, capture_output=True, text=True).stdout
        self.assertEqual(len(text.split()), 2)
        for process in text.split():
            while is_at_work(process):
                time.sleep(0.02)


def is_at_work(process: str) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


class MistakeTests(DeskCase):
    def test_every_slip_of_a_recipe_is_told_with_its_place(self) -> None:
        path = self.folder / "wrong.yml"
        path.write_text(
            "samples: {val: -3}\ntext: {number: {mood: unique}}\nfonts: {faces: [Liberation Serif], size: 12..x}\n"
        )
        for use in (lambda recipe: recipe.samples(), lambda recipe: recipe.header(), lambda recipe: recipe.resolved()):
            with self.assertRaises(platen.PlatenError) as caught:
                use(platen.Recipe(path))
            lines = str(caught.exception).splitlines()
            self.assertEqual(caught.exception.code, 65)
            for line, start in zip(lines, ("1:16: samples.val", "2:17: text.number.mood", "3:42: fonts.size"), strict=True):
                self.assertTrue(line.startswith(f"{path}:{start}: "), line)

    def test_arguments(self) -> None:
        for use, error, words in (
            (lambda: self.recipe.samples(start=-1), platen.PlatenError, "--start must be 0"),
            (lambda: self.recipe.samples(count=-1), platen.PlatenError, "--count must be 0"),
            (lambda: self.recipe.samples(threads=0), platen.PlatenError, "--threads must be 1"),
            (lambda: self.recipe.samples(shard=(3, 2)), platen.PlatenError, "3/2"),
            (lambda: self.recipe.samples("validation"), platen.PlatenError, "'train', 'val' or 'test'"),
            (lambda: self.recipe.samples(fields=["masks"]), platen.PlatenError, "boxes, mask, choices"),
            (lambda: self.recipe.samples(fields="mask"), TypeError, r"write \['mask'\]"),
            (lambda: platen.Recipe(self.path, seed=-1).header(), platen.PlatenError, "'-1' is invalid for '--seed"),
            (lambda: platen.Recipe(self.path, "seed=3"), TypeError, "key.path=value"),
            (lambda: platen.Recipe(self.path, {"seed": {3}}), platen.PlatenError, "can't hold a set"),
            (lambda: self.recipe.reader()[-1], IndexError, "no sample -1"),
            (lambda: self.recipe.reader()[1.5], TypeError, "float"),
        ):
            with self.assertRaisesRegex(error, words):
                use()

    def test_values_of_numpy_and_paths(self) -> None:
        def resolved(overrides: dict) -> str:
            return platen.Recipe(self.path, overrides).resolved()

        self.assertEqual(
            resolved({"text.number.digits": np.int64(7), "fonts.size": np.float32(20), "seed": np.uint8(3)}),
            resolved({"text.number.digits": 7, "fonts.size": 20.0, "seed": 3}),
        )
        self.assertEqual(resolved({"fonts.size": np.array([20, 24])}), resolved({"fonts.size": [20, 24]}))
        words = self.folder / "some words.txt"
        words.write_text("one two three\n")
        for value in ({"files": [words]}, {"files": words}, words):
            self.assertIn("some words.txt", resolved({"text": {"word": value}}))

    def test_numbers_are_words_of_a_command(self) -> None:
        self.assertEqual(platen.run("text", self.path, "-n", 2), platen.run("text", self.path, "-n", "2"))

    def test_a_program_that_does_not_start(self) -> None:
        path = self.folder / "platen"
        path.write_text("no program")
        path.chmod(0o755)
        with mock.patch.dict(os.environ, {"PLATEN": str(path)}):
            for use in (self.recipe.samples, self.recipe.resolved):
                with self.assertRaisesRegex(platen.PlatenError, f"can't be started: .*{path}"):
                    use()
            result = subprocess.run([sys.executable, "-m", "platen", "--version"], capture_output=True, text=True)
        self.assertEqual(result.returncode, 71)
        self.assertRegex(result.stderr, f"^error: the program can't be started: .*{path}")

    def test_what_the_program_says_in_warnings_is_told_where_its_error_points_at_them(self) -> None:
        said = b"warning: a.png: not a picture\nerror: 1 of 2 pictures could not be read; see above\n"
        wanted = "a.png: not a picture\n1 of 2 pictures could not be read"
        self.assertEqual(platen.program.complaint(said, 65), wanted)
        many = b"".join(b"warning: %d\n" % number for number in range(12)) + b"error: none; see above\n"
        self.assertEqual(platen.program.complaint(many, 65).splitlines()[-3:], ["9", "... and 2 more", "none"])
        self.assertEqual(platen.program.complaint(b"warning: slow\nerror: one\nerror: two\n", 65), "one\ntwo")
        self.assertEqual(platen.program.complaint(b"ld.so: no library\n", 127), "ld.so: no library")
