"""The order in which samples are asked for by their index."""

from collections.abc import Iterator
from typing import Any

import torch.utils.data

from ..errors import PlatenError
from .process import place_among_ranks
from .state import compare, require, whole

_ADVICE = "make the dataset, or the sampler, as it was, or begin without the state"


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
        self.size = whole(size, "size")
        super().__init__(range(self.size), world_size, rank, shuffle, seed)  # type: ignore[arg-type]
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
        """The epoch, how many of its indices this rank has handed out, and of which order. A loader with workers asks for some
        in advance."""
        return self.state(self._taken if self._resumed is None else self._resumed)

    def state(self, taken: int | None) -> dict[str, Any]:
        """The state after so many indices of this epoch."""
        return {"epoch": self.epoch, "taken": taken, "world_size": self.num_replicas, **self._order()}

    def _order(self) -> dict[str, Any]:
        # What decides the order of all ranks' indices.
        return {"size": self.size, "shuffle": self.shuffle, **({"seed": self.seed} if self.shuffle else {})}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Lets the next pass go on behind the indices of a state; of other ranks, too, and of another number of them.

        Raises:
            PlatenError: where it is of another order, or where what all ranks had together can't be divided among as many as there
                are now.
        """
        self._load(state_dict, is_loaders=True)

    def load_of_dataset(self, state: dict[str, Any]) -> None:
        """Loads a state, unless it is where a loader's own state, the sampler's, has let it begin already."""
        here = self.state_dict()
        if self._went_on and all(state[key] == here[key] for key in ("epoch", "taken", "world_size")):
            compare(state, self._order(), _ADVICE)
        else:
            self._load(state, is_loaders=False)

    def _load(self, state: dict[str, Any], is_loaders: bool) -> None:
        require(state, ("epoch", "taken", "world_size"), "a Sampler")
        epoch, had = whole(state["epoch"], "epoch"), whole(state["taken"], "taken")
        ranks = whole(state["world_size"], "world_size", 1)
        compare(state, self._order(), _ADVICE)
        of_rank = -(-self.size // ranks)
        if had > of_rank:
            raise PlatenError(f"this state has {had} samples taken: each of {ranks} ranks has {of_rank} in an epoch")
        together = had * ranks
        taken, rest = divmod(together, self.num_replicas)
        if rest:
            raise PlatenError(
                f"{ranks} ranks had {together} samples together, which {self.num_replicas} ranks can't divide: "
                "go on with as many ranks as before"
            )
        self.epoch = epoch
        self._resumed = min(taken, self.num_samples)
        self._is_loaders = is_loaders
