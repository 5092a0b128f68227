"""What a state tells of the samples that it counts, and whether it fits those that it is loaded for."""

import operator
from collections.abc import Mapping
from typing import Any

from ..errors import PlatenError
from ..stream import Header

# What a person calls what a state has; what differs first in this order is told.
_NAMES = {
    "split": "split",
    "recipe_seed": "seed of the recipe",
    "recipe": "recipe, or of one that was changed since, or whose files lie elsewhere now (by its hash)",
    "size": "count",
    "shuffle": "shuffle",
    "seed": "seed of the order",
    "start": "start",
    "batch_size": "batch_size",
    "world_size": "world_size",
}


def origin(header: Header) -> dict[str, Any]:
    """Which samples a reader, or a stream, has, as states tell it."""
    return {"split": header.split, "recipe_seed": header.seed, "recipe": header.recipe_sha256}


def whole(value: Any, name: str, least: int = 0) -> int:
    """A whole number that is not too small.

    Raises:
        TypeError: where it is none.
        PlatenError: where it is less than ``least``.
    """
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is a whole number, got {value!r}") from None
    if number < least:
        raise PlatenError(f"{name} is {least} or more, got {number}")
    return number


def require(state: Mapping[str, Any], keys: tuple[str, ...], whose: str) -> None:
    """Refuses what lacks a key that each state has.

    Raises:
        PlatenError: where one is missing; it says which.
    """
    for key in keys:
        if key not in state:
            raise PlatenError(f"this is no state of {whose}: it has no '{key}'")


def compare(state: Mapping[str, Any], here: Mapping[str, Any], advice: str) -> None:
    """Refuses a state of other samples, or of another order; what an older state does not tell is taken to be the same.

    Raises:
        PlatenError: where something differs; it says what, and ``advice``.
    """
    for key, name in _NAMES.items():
        if key in here and key in state and state[key] != here[key]:
            # A few digits of a hash tell it from another.
            there, now = str(state[key])[:12], str(here[key])[:12]
            raise PlatenError(
                f"this state is of another {name}: {there} there, {now} here. Samples would come twice, or never: {advice}"
            )
