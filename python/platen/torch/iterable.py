"""Samples one after the other, without an end."""

import os
from collections.abc import Iterator, Sequence
from typing import Any

import torch.utils.data

from ..errors import PlatenError
from ..recipe import DEFAULT_FIELDS, Field, Recipe, Split, listed
from .process import Shared, Transform, place_among_ranks
from .state import compare, origin, require, whole


class IterableDataset(torch.utils.data.IterableDataset[Any]):
    """The samples of a recipe in the order of their indices, divided among ranks and workers.

    A loader gets the same batches whatever number of workers it has: workers take turns by batches, so ``batch_size`` must
    be the loader's. With several ranks step 0 has batch 0 on rank 0, batch 1 on rank 1, and so on.

    To resume a training after so many steps, let it begin where these ended::

        dataset = IterableDataset(recipe, batch_size=64, start=steps * 64 * world_size)

    or load a state. With torchdata's ``StatefulDataLoader`` that is the loader's ``state_dict``, which may be taken after any batch. With
    PyTorch's own ``DataLoader`` it is the dataset's. Where that has workers, which are some batches ahead, say how many samples this rank
    has learnt from, in ``dataset.state_dict(taken=steps * 64)``; any number of workers goes on from there.

    Args:
        recipe: what to draw.
        batch_size: the loader's.
        split: ``train``, ``val`` or ``test``.
        start: the first index of all ranks and workers.
        count: how many samples all of them have; None for no end.
        transform: what becomes of each sample, in the worker; the sample itself where it is None.
        fields: what comes with pixels and label: ``boxes``, ``mask``, ``choices``.
        threads: how many threads draw for each worker; None for 1 in a worker, and else one for each processor.
        rank: this process among the ``world_size`` ones; as torch.distributed has it, where it is set up.
        world_size: how many processes train together.
    """

    def __init__(
        self,
        recipe: Recipe,
        batch_size: int,
        split: Split = "train",
        start: int = 0,
        count: int | None = None,
        transform: Transform | None = None,
        fields: Sequence[Field] = DEFAULT_FIELDS,
        threads: int | None = None,
        rank: int | None = None,
        world_size: int | None = None,
    ):
        self.recipe = recipe
        self.batch_size = whole(batch_size, "batch_size", 1)
        self.split: Split = split
        self.start = whole(start, "start")
        self.count = None if count is None else whole(count, "count")
        self.transform = transform
        self.fields = listed(fields)
        self.threads = threads
        self.rank, self.world_size = place_among_ranks(rank, world_size)
        # Which samples these are, as states tell it: known once the program was asked.
        self._origin: dict[str, Any] | None = None
        # How many samples of all ranks lie behind the place where this pass began, and how many this process drew since.
        self._skipped = self._drawn = 0
        # A state that was loaded: both numbers, and the process that loaded it.
        self._resumed: tuple[int, int] | None = None
        self._loader: int | None = None
        # Whether workers drew last, and the seed of the pass in which workers went on from the state.
        self._is_in_workers = Shared()
        self._pass_of_workers = Shared()

    def __iter__(self) -> Iterator[Any]:
        worker = torch.utils.data.get_worker_info()
        self._is_in_workers.value = worker is not None
        # At once, and not with the first sample: a state may be asked for in between.
        self._skipped, self._drawn = self._beginning(worker)
        self._resumed = None
        return self._samples(worker, self._skipped, self._drawn)

    def _beginning(self, worker: Any) -> tuple[int, int]:
        """How many samples of all ranks, and then of this process, are passed over."""
        skipped, drawn = self._resumed or (0, 0)
        if worker is None or self._loader == os.getpid() or not (skipped or drawn):
            return skipped, drawn
        # The state is that of the process that has the workers: only their first pass goes on from it. All workers of a pass are
        # given seeds that count from the same number.
        seed = worker.seed - worker.id
        if self._pass_of_workers.value not in (0, seed):
            return 0, 0
        self._pass_of_workers.value = seed
        batches, rest = divmod(drawn, self.batch_size)
        if rest:
            raise PlatenError(
                f"this state, {drawn} samples, ends within a batch of {self.batch_size}, which can't be divided among workers: "
                "take states after whole batches, or go on without workers"
            )
        return skipped + batches * self.batch_size * self.world_size, 0

    def _samples(self, worker: Any, skipped: int, drawn: int) -> Iterator[Any]:
        workers, number = (worker.num_workers, worker.id) if worker is not None else (1, 0)
        parts = workers * self.world_size
        # A worker's turn comes once for each rank before the next worker's.
        part = number * self.world_size + self.rank
        whole, rest = divmod(drawn, self.batch_size)
        skipped += whole * parts * self.batch_size
        count = self.count
        if count is not None:
            count = max(0, count - skipped)
        threads = self.threads if self.threads is not None else 1 if worker is not None else None
        with self.recipe.samples(
            self.split,
            self.start + skipped,
            count,
            fields=self.fields,
            threads=threads,
            shard=(part + 1, parts),
            block=self.batch_size,
        ) as samples:
            self._origin = origin(samples.header)
            for sample in samples:
                # Those before were handed out by the run that is resumed.
                if rest > 0:
                    rest -= 1
                    continue
                self._drawn += 1
                yield sample if self.transform is None else self.transform(sample)

    def state_dict(self, taken: int | None = None) -> dict[str, Any]:
        """How far this process, or worker, has come; and in which samples, divided how.

        Args:
            taken: how many samples this rank's training has had, since the stream's beginning; needed where a loader's workers
                draw, which are ahead of it.

        Raises:
            PlatenError: where workers draw and ``taken`` is not given.
        """
        return {**self._place(taken), **self._divided(), **self._own_origin()}

    def _place(self, taken: int | None) -> dict[str, int]:
        if taken is not None:
            return {"drawn": whole(taken, "taken")}
        if torch.utils.data.get_worker_info() is None and self._is_in_workers.value:
            raise PlatenError(
                "the samples were drawn by a loader's workers, which are ahead of the training: give state_dict "
                "taken=batches * batch_size, ask a StatefulDataLoader of torchdata for its own, or count steps and give "
                "IterableDataset start=steps * batch_size * world_size"
            )
        skipped, drawn = (self._skipped, self._drawn) if self._resumed is None else self._resumed
        return {"drawn": drawn, "skipped": skipped} if skipped else {"drawn": drawn}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Lets the next iteration go on behind the samples of a state. ``count`` may be another: the order does not depend on it.

        Raises:
            PlatenError: where it is of another recipe, seed or split, or of another start, batch_size or world_size.
        """
        require(state, ("drawn",), "an IterableDataset")
        drawn, skipped = whole(state["drawn"], "drawn"), whole(state.get("skipped", 0), "skipped")
        advice = (
            "make the dataset as it was, or count steps and give start=steps * batch_size * world_size instead of a state"
        )
        compare(state, {**self._divided(), **self._own_origin()}, advice)
        if skipped % (self.batch_size * self.world_size):
            raise PlatenError(
                f"this state skips {skipped} samples, which are no whole batches of {self.batch_size} for each rank: "
                + advice
            )
        self._resumed, self._loader = (skipped, drawn), os.getpid()
        self._is_in_workers.value = self._pass_of_workers.value = 0

    def _divided(self) -> dict[str, Any]:
        return {"start": self.start, "batch_size": self.batch_size, "world_size": self.world_size}

    def _own_origin(self) -> dict[str, Any]:
        if self._origin is None:
            self._origin = origin(self.recipe.header(self.split))
        return self._origin
