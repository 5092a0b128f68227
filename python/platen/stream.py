"""Reading what ``platen stream`` writes; docs/stream.md describes the bytes."""

import json
import operator
import os
import struct
import subprocess
import tempfile
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from .errors import PlatenError, SampleError
from .program import complaint, does_not_start, find_program
from .sample import Sample

VERSION = 1

_HEAD = struct.Struct("<8sII")
_FRAME = struct.Struct("<4sI")
_NOBODY = (1 << 64) - 1
_BUFFER = 1 << 20


@dataclass(frozen=True)
class Header:
    """What a stream says of itself.

    Attributes:
        recipe: the recipe's name.
        recipe_sha256: the hash of the resolved recipe, as ``platen recipe`` prints it.
        seed: the seed of all choices.
        split: ``train``, ``val`` or ``test``.
        size: how many samples the recipe asks for in this split.
        start: the first index; None where samples are asked for one by one.
        count: how many samples all shards have together; None where there is no end.
        shard: which shard this is, from 1, and how many there are.
        block: how many consecutive samples go to a shard before the next one's turn.
        fields: what comes with pixels and label.
        alphabet: every character that labels may have, as far as that is known.
        program: name and version of what draws.
    """

    recipe: str
    recipe_sha256: str
    seed: int
    split: str
    size: int
    start: int | None
    count: int | None
    shard: tuple[int, int]
    block: int
    fields: tuple[str, ...]
    alphabet: tuple[str, ...]
    program: str

    @classmethod
    def of(cls, values: dict[str, Any]) -> "Header":
        """A header from its JSON."""
        return cls(
            recipe=values["recipe"]["name"],
            recipe_sha256=values["recipe"]["sha256"],
            seed=values["seed"],
            split=values["split"],
            size=values["size"],
            start=values.get("start"),
            count=values.get("count"),
            shard=(values["shard"]["number"], values["shard"]["of"]),
            block=values["block"],
            fields=tuple(values["fields"]),
            alphabet=tuple(values["alphabet"]),
            program=f"{values['program']['name']} {values['program']['version']}",
        )


def read_stream(file: IO[bytes]) -> tuple[Header, Iterator[Sample]]:
    """The header and the samples of a stream that lies in a file, or comes through a pipe.

    Raises:
        PlatenError: where it is no stream, or one of another version; the iterator, where it is cut off.
        SampleError: by the iterator, where a sample could not be drawn.
    """
    mark, version, length = _HEAD.unpack(_exactly(file, _HEAD.size, "the header"))
    if mark != b"PLATENST":
        raise PlatenError("this is no stream of platen's")
    if version != VERSION:
        raise PlatenError(f"the stream has version {version}, and this package reads version {VERSION}")
    header = Header.of(json.loads(_exactly(file, length, "the header")))
    return header, _samples(file, "boxes" in header.fields)


def _samples(file: IO[bytes], has_boxes: bool) -> Iterator[Sample]:
    head = bytearray(_FRAME.size)
    while True:
        _fill(file, head)
        kind, length = _FRAME.unpack(head)
        # In memory of its own, so that its arrays may be written to and nothing else is kept along with it.
        body = bytearray(length)
        _fill(file, body)
        if kind == b"SMPL":
            yield Sample.of_frame(body, has_boxes)
        elif kind == b"DONE":
            return
        elif kind == b"FAIL":
            index, code = struct.unpack_from("<QI", body)
            raise SampleError(body[12:].decode(), code, None if index == _NOBODY else index)
        # Frames of kinds that are not known yet are passed over.


def _fill(file: IO[bytes], data: bytearray, part: str = "a frame") -> None:
    """Reads as many bytes as there is room for."""
    done: int = file.readinto(data)  # type: ignore[attr-defined]
    if done == len(data):
        return
    view = memoryview(data)
    while done < len(data):
        read = file.readinto(view[done:])  # type: ignore[attr-defined]
        if not read:
            raise _CutOff(f"the stream ends within {part}")
        done += read


def _exactly(file: IO[bytes], count: int, part: str) -> bytearray:
    """So many bytes."""
    data = bytearray(count)
    _fill(file, data, part)
    return data


class _CutOff(PlatenError):
    pass


def _left_to_parent() -> Iterator[Sample]:
    raise PlatenError("this stream, or reader, belongs to the process that opened it: open one in each process")
    yield


class _Process:
    """The program, its stream and what it complains about."""

    is_in_child = False

    def __init__(self, arguments: Sequence[str], asks: bool = False):
        # What the program says is kept in a file: nobody has to read it for the program to go on.
        self.errors = tempfile.TemporaryFile()
        try:
            self.process = subprocess.Popen(
                [find_program(), "stream", *arguments],
                bufsize=_BUFFER,
                stdin=subprocess.PIPE if asks else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=self.errors,
            )
        except BaseException as error:
            self.errors.close()
            if isinstance(error, OSError):
                raise does_not_start(error) from None
            raise
        assert self.process.stdout is not None
        try:
            self.header, self.samples = read_stream(self.process.stdout)
        except _CutOff:
            raise self.failure() from None
        except BaseException:
            self.close()
            raise
        # Threads that share this wait for each other.
        self.lock = threading.Lock()
        _open.add(self)

    def next(self) -> Sample:
        with self.lock:
            return self._next()

    def _next(self) -> Sample:
        try:
            return next(self.samples)
        except _CutOff:
            raise self.failure() from None
        except BaseException:
            # At the end, or where the user interrupts it: the rest of a frame must not pass for the next one.
            self.close()
            raise

    def ask(self, indices: Sequence[int]) -> list[Sample]:
        """Samples by their numbers; after an error, whatever it is, the program is closed."""
        questions = self.process.stdin
        assert questions is not None
        found: list[Sample] = []
        with self.lock:
            try:
                # Asking for few at a time, so that neither side waits for the other to read.
                for start in range(0, len(indices), 1000):
                    part = indices[start : start + 1000]
                    if not self.is_in_child:
                        questions.write("".join(f"{index}\n" for index in part).encode())
                        questions.flush()
                    found += [self._next() for _ in part]
            except BrokenPipeError:
                raise self.failure() from None
            except StopIteration:
                raise PlatenError("the program ended before it was asked to") from None
            except BaseException:
                self.close()
                raise
        return found

    def leave_to_parent(self) -> None:
        """In a fork: the pipes are the parent's alone, or the program would not notice when the parent closes them."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None and not pipe.closed:
                # Another thread of the parent's may have had the lock of what buffers it.
                pipe.raw.close()  # type: ignore[attr-defined]
        self.errors.close()
        # Nothing to wait for here.
        self.process.returncode = 0
        self.lock = threading.Lock()
        self.is_in_child = True
        self.samples = _left_to_parent()

    def failure(self) -> PlatenError:
        """What the program said before it ended."""
        code = self.process.wait()
        self.errors.seek(0)
        message = complaint(self.errors.read(), code)
        self.close()
        return PlatenError(message, code)

    def close(self) -> None:
        """Ends the program, which has nothing to tidy up."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None and not pipe.closed:
                try:
                    pipe.close()
                except BrokenPipeError:
                    pass
        if self.process.poll() is None:
            try:
                # Without a reader it ends by itself; drawing a page may take a moment.
                self.process.wait(1)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.errors.close()


_open: "weakref.WeakSet[_Process]" = weakref.WeakSet()


def _leave_to_parent() -> None:
    for process in list(_open):
        process.leave_to_parent()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_to_parent)


class _Owner:
    """A program at work for an object: it ends with the object, or with the interpreter, whichever comes first."""

    def __init__(self, arguments: Sequence[str], asks: bool = False):
        process = _Process(arguments, asks)
        self._process: _Process | None = process
        self.header: Header = process.header
        # Not `__del__`: of what is left at the interpreter's exit that runs when modules are half taken down already.
        self._finalizer = weakref.finalize(self, _end, process, os.getpid())

    @property
    def is_closed(self) -> bool:
        """Whether the program was ended: by ``close``, at the end, or after an error."""
        return self._process is None

    def close(self) -> None:
        """Ends the program; there are no more samples after that."""
        self._process = None
        self._finalizer()

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError(f"a {type(self).__name__} can't be sent to another process: send the recipe, and open one there")


def _end(process: _Process, owner: int) -> None:
    # The process belongs to whoever started it, not to a fork of that.
    if owner == os.getpid():
        process.close()


class SampleStream(_Owner, Iterator[Sample]):
    """Samples in the order of their indices, drawn by the program in a process of its own while they are iterated over.

    It closes itself at its end, when it is no longer used, when Python ends, and as a context manager:

    >>> with recipe.samples() as samples:
    ...     for sample in samples: ...

    Attributes:
        header: what the stream says of itself.
    """

    def __init__(self, arguments: Sequence[str]):
        super().__init__(arguments)

    def __iter__(self) -> "SampleStream":
        return self

    def __next__(self) -> Sample:
        process = self._process
        if process is None:
            raise StopIteration
        try:
            return process.next()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "SampleStream":
        return self


class SampleReader(_Owner):
    """Samples in any order: ``reader[123456]``.

    The program stays at work in a process of its own. Threads that share a reader wait for each other; it closes itself when it is
    no longer used, when Python ends, and as a context manager.

    Attributes:
        header: what the stream says of itself.
    """

    def __init__(self, arguments: Sequence[str]):
        super().__init__([*arguments, "--ask"], asks=True)

    def __enter__(self) -> "SampleReader":
        return self

    def __getitem__(self, index: int) -> Sample:
        return self.read([index])[0]

    def read(self, indices: Iterable[int]) -> list[Sample]:
        """Some samples, drawn together.

        Raises:
            IndexError: where an index is below 0.
            SampleError: where one can't be drawn; the reader is closed then.
        """
        wanted = [operator.index(index) for index in indices]
        if any(index < 0 for index in wanted):
            raise IndexError(f"there is no sample {min(wanted)}: indices count from 0")
        process = self._process
        if process is None:
            raise PlatenError("this reader is closed")
        try:
            return process.ask(wanted)
        except BaseException:
            self.close()
            raise
