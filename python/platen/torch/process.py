"""What a dataset knows of the processes that draw for it."""

from collections.abc import Callable
from multiprocessing.context import get_spawning_popen
from multiprocessing.sharedctypes import RawValue
from typing import Any

import torch.distributed

from ..errors import PlatenError
from ..sample import Sample

Transform = Callable[[Sample], Any]
"""What becomes of each sample, in the process that draws it."""


def place_among_ranks(rank: int | None, world_size: int | None) -> tuple[int, int]:
    """This process's rank and how many there are: as given, else as torch.distributed has it, else one.

    Raises:
        PlatenError: where one of both is given, or there is no such rank.
    """
    if (rank is None) != (world_size is None):
        raise PlatenError("rank and world_size go together: give both, or none to have those of torch.distributed")
    if rank is None or world_size is None:
        if not (torch.distributed.is_available() and torch.distributed.is_initialized()):
            return 0, 1
        rank, world_size = torch.distributed.get_rank(), torch.distributed.get_world_size()
    if not 0 <= rank < world_size:
        raise PlatenError(f"rank {rank} of {world_size}: ranks count from 0")
    return rank, world_size


class Shared:
    """A whole number of one memory with the processes that are started while it is there, be they forked or sent a copy."""

    def __init__(self, value: int = 0) -> None:
        self._memory = RawValue("q", value)

    @property
    def value(self) -> int:
        """The number."""
        return int(self._memory.value)

    @value.setter
    def value(self, value: int) -> None:
        self._memory.value = value

    def __getstate__(self) -> dict[str, Any]:
        # Memory is shared with processes that are started, and with nothing else: a copy has its own.
        return {"_memory": self._memory if get_spawning_popen() is not None else None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        memory = state["_memory"]
        self._memory = RawValue("q", 0) if memory is None else memory
