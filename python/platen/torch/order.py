"""The order in which samples are asked for by their index."""

from collections.abc import Iterator
from typing import Any

import torch.utils.data

from ..errors import PlatenError
from .process import place_among_ranks


class Sampler(torch.utils.data.DistributedSampler[int]):
    """One rank's indices, in order or shuffled anew in each epoch, that go on where they stopped.

    PyTorch's ``DistributedSampler``, which trainers therefore leave as it is, with three differences: one process needs no
    torch.distributed; the epoch after one that was complete is the next by itself, also without ``set_epoch``; and it has a state.
    Each rank has as many indices, so a few come twice where ``world_size`` does not divide ``size``.

    Args:
        size: how many samples all ranks have; indices are 0 to ``size`` - 1.
        shuffle: whether each epoch has an order of its own, which ``seed`` decides.
        seed: the same on all ranks.
        rank: this process among the ``world_size`` ones; as torch.distributed has it, where it is set up.
        world_size: how many processes train together.

    Attributes:
        epoch: which order it is, from 0.
    """

    def __init__(
        self,
        size: int,
        shuffle: bool = False,
        seed: int = 0,
        rank: int | None = None,
        world_size: int | None = None,
    ):
        rank, world_size = place_among_ranks(rank, world_size)
        # No dataset is kept: one that has this sampler could not close its reader at once otherwise.
        super().__init__(range(size), world_size, rank, shuffle, seed)  # type: ignore[arg-type]
        self._taken = 0
        self._resumed: int | None = None
        # Which pass is the latest, how many indices it has handed out, and whether it went on from a state of a loader's.
        self.passes = 0
        self.handed = 0
        self._is_loaders = self._went_on = False

    def __iter__(self) -> Iterator[int]:
        indices, number = self.begin()
        return self._counted(indices, number)

    def _counted(self, indices: list[int], number: int) -> Iterator[int]:
        for index in indices:
            self.took(number)
            yield index

    def begin(self) -> tuple[list[int], int]:
        """Begins a pass, at once and not with its first index, since a state may be asked for in between.

        Returns:
            the indices to come, and the number of the pass.
        """
        self._went_on = self._is_loaders and self._resumed is not None
        if self._resumed is not None:
            self._taken, self._resumed = self._resumed, None
        else:
            if self._taken >= self.num_samples:
                self.epoch += 1
            self._taken = 0
        self.passes += 1
        self.handed = 0
        return list(super().__iter__())[self._taken :], self.passes

    def took(self, number: int) -> None:
        """Counts an index that a pass hands out; of passes that were left nobody asks any more."""
        if number == self.passes:
            self._taken += 1
            self.handed += 1
            self._went_on = False

    def set_epoch(self, epoch: int) -> None:
        """Chooses the order of the next pass, which begins anew unless a state of this very epoch was loaded."""
        if epoch != self.epoch:
            self._resumed = None
        if self._resumed is None:
            self._taken = 0
        self.epoch = epoch

    def state_dict(self) -> dict[str, Any]:
        """The epoch, and how many of its indices this rank has handed out. A loader with workers asks for some in advance."""
        return self.state(self._taken if self._resumed is None else self._resumed)

    def state(self, taken: int | None) -> dict[str, Any]:
        """The state after so many indices of this epoch."""
        return {"epoch": self.epoch, "taken": taken, "world_size": self.num_replicas}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Lets the next pass go on behind the indices of a state; of other ranks, too, and of another number of them.

        Raises:
            PlatenError: where what all ranks had together can't be divided among as many as there are now.
        """
        self._load(state_dict, is_loaders=True)

    def load_of_dataset(self, state: dict[str, Any]) -> None:
        """Loads a state, unless it is where a loader's own state, the sampler's, has let it begin already."""
        if not (self._went_on and state == self.state_dict()):
            self._load(state, is_loaders=False)

    def _load(self, state: dict[str, Any], is_loaders: bool) -> None:
        together = int(state["taken"]) * int(state["world_size"])
        taken, rest = divmod(together, self.num_replicas)
        if rest:
            raise PlatenError(
                f"{state['world_size']} ranks had {together} samples together, which {self.num_replicas} ranks can't divide: "
                "go on with as many ranks as before"
            )
        self.epoch = int(state["epoch"])
        self._resumed = min(taken, self.num_samples)
        self._is_loaders = is_loaders
