"""A recipe, drawn from."""

import json
import operator
import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from .errors import PlatenError
from .program import overriding, run
from .stream import Header, SampleReader, SampleStream

Split = Literal["train", "val", "test"]
Field = Literal["boxes", "mask", "choices"]

DEFAULT_FIELDS: tuple[Field, ...] = ("boxes", "choices")


class Recipe:
    """A recipe's file with changes to it.

    Args:
        path: the YAML file.
        overrides: changes by key path, ``{"fonts.size": "24..40", "camera": [{"blur": 0.5}]}``, or as the command line has
            them, ``["fonts.size=24..40"]``. Ranges are text; a list is one of its values. NumPy's numbers and paths may be values.
            Texts need no quotation marks of their own: ``{"text.number.suffix": " EUR"}``.
        seed: takes the place of the recipe's.

    Nothing is read before it is needed. A recipe can be pickled and sent to other processes.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        overrides: Mapping[str, Any] | Sequence[str] = (),
        seed: int | None = None,
    ):
        self.path = os.fsdecode(path)
        if isinstance(overrides, str):
            raise TypeError("overrides are a mapping or a list; write ['key.path=value']")
        if isinstance(overrides, Mapping):
            overrides = [f"{key}={_yaml(value)}" for key, value in overrides.items()]
        self.overrides = overriding(overrides)
        self.seed = seed

    def arguments(self) -> list[str]:
        """The recipe as arguments of the program's commands."""
        path = self.path if not self.path.startswith("-") else os.path.join(".", self.path)
        return [path, *self.overrides] + ([] if self.seed is None else [f"--seed={self.seed}"])

    def resolved(self) -> str:
        """The recipe with every key, its defaults and changes included: YAML."""
        return run("recipe", *self.arguments(), "--no-check")

    def header(self, split: Split = "train") -> Header:
        """What a stream of the recipe says of itself: its alphabet, how many samples the split has, the recipe's hash."""
        with SampleStream(self._arguments(split, (), None) + ["--count", "0"]) as stream:
            return stream.header

    def samples(
        self,
        split: Split = "train",
        start: int = 0,
        count: int | None = None,
        *,
        fields: Sequence[Field] = DEFAULT_FIELDS,
        threads: int | None = None,
        shard: tuple[int, int] = (1, 1),
        block: int = 1,
    ) -> SampleStream:
        """Samples in the order of their indices, drawn while they are iterated over.

        Args:
            split: which fonts and backgrounds may be drawn from follows from it.
            start: the first index.
            count: how many; None for no end, or, where no label may come twice, for as many as the split has.
            fields: what comes with pixels and label: ``boxes``, ``mask``, ``choices``.
            threads: how many draw; None for one for each processor.
            shard: a pair of numbers: ``(2, 3)`` is the second of three parts of the samples, which take turns.
            block: how many consecutive samples go to a shard before the next one's turn.

        Raises:
            PlatenError: where the recipe is wrong or something that it needs is missing.
        """
        arguments = self._arguments(split, fields, threads) + [f"--start={start}"]
        if count is not None:
            arguments.append(f"--count={count}")
        number, parts = _pair(shard)
        if (number, parts) != (1, 1):
            arguments += [f"--shard={number}/{parts}", f"--block={block}"]
        return SampleStream(arguments)

    def reader(
        self, split: Split = "train", *, fields: Sequence[Field] = DEFAULT_FIELDS, threads: int | None = None
    ) -> SampleReader:
        """A reader of samples in any order: ``recipe.reader()[123456]``."""
        return SampleReader(self._arguments(split, fields, threads))

    def _arguments(self, split: str, fields: Sequence[Field], threads: int | None) -> list[str]:
        arguments = [*self.arguments(), "--split", split, "--quiet", "--fields", ",".join(listed(fields)) or "none"]
        return arguments + ([] if threads is None else [f"--threads={threads}"])

    def __repr__(self) -> str:
        changes = f", overrides={self.overrides!r}" if self.overrides else ""
        return f"Recipe({self.path!r}{changes}" + (f", seed={self.seed})" if self.seed is not None else ")")


def listed(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Fields, which a text is not, though Python takes it for a list of letters."""
    if isinstance(fields, str):
        raise TypeError(f"fields are a list; write [{fields!r}]")
    return tuple(fields)


def _pair(shard: Any) -> tuple[int, int]:
    """A shard's number, and how many there are."""
    try:
        number, parts = shard
        return operator.index(number), operator.index(parts)
    except (TypeError, ValueError):
        raise TypeError(f"a shard is a pair of numbers, such as (2, 3), the second of three; got {shard!r}") from None


def _yaml(value: Any) -> str:
    """A value as YAML on one line."""
    if isinstance(value, os.PathLike):
        value = os.fsdecode(value)
    if isinstance(value, str) and _is_plain(value):
        return value
    try:
        text = json.dumps(value, ensure_ascii=False, default=_plain)
    except TypeError:
        raise PlatenError(f"a recipe can't hold a {type(value).__name__}: {value!r}") from None
    # YAML takes some of these for line breaks, and refuses others.
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in text)


def _is_plain(text: str) -> bool:
    """Whether a text needs no quotation marks: ranges such as 24..40, and what YAML reads as it stands."""
    # YAML drops blanks at the ends, a list's items begin with "- ", and a null is nothing.
    if text != text.strip() or text == "-" or text.startswith("- ") or text in ("", "null", "Null", "NULL"):
        return False
    return all(letter.isalnum() or letter in ".+-_/ " for letter in text)


def _escaped(letter: str) -> str:
    number = ord(letter)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _plain(value: Any) -> Any:
    """What JSON has no word for, but a recipe: paths, and NumPy's numbers and arrays."""
    if isinstance(value, os.PathLike):
        return os.fsdecode(value)
    if isinstance(value, (np.generic, np.ndarray)):
        return value.tolist()
    raise TypeError
