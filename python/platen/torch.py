"""Recipes as datasets for PyTorch.

``IterableDataset`` is for training: an endless stream, each sample new. ``Dataset`` is for samplers that ask for samples by
their index.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.context import get_spawning_popen
from multiprocessing.sharedctypes import RawValue
from typing import Any

import torch.distributed
import torch.utils.data

from .errors import PlatenError
from .recipe import DEFAULT_FIELDS, Field, Recipe, Split
from .sample import Sample
from .stream import SampleReader

Transform = Callable[[Sample], Any]


class IterableDataset(torch.utils.data.IterableDataset):
    """The samples of a recipe in the order of their indices, divided among ranks and workers.

    A loader gets the same batches whatever number of workers it has: workers take turns by batches, so ``batch_size`` must
    be the loader's. With several ranks step 0 has batch 0 on rank 0, batch 1 on rank 1, and so on.

    To resume a training after so many steps, let it begin where these ended::

        dataset = IterableDataset(recipe, batch_size=64, start=steps * 64 * world_size)

    or, with torchdata's ``StatefulDataLoader``, load that loader's ``state_dict``: it asks each worker's dataset for its own, and
    it may be stopped after any batch. ``state_dict`` of the dataset itself knows what its own process drew, and raises
    ``PlatenError`` in one whose workers draw.

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
        self.batch_size = batch_size
        self.split: Split = split
        self.start = start
        self.count = count
        self.transform = transform
        self.fields = tuple(fields)
        self.threads = threads
        is_distributed = torch.distributed.is_available() and torch.distributed.is_initialized()
        self.rank = rank if rank is not None else torch.distributed.get_rank() if is_distributed else 0
        self.world_size = (
            world_size if world_size is not None else torch.distributed.get_world_size() if is_distributed else 1
        )
        if not 0 <= self.rank < self.world_size:
            raise PlatenError(f"rank {self.rank} of {self.world_size}: ranks count from 0")
        self._drawn = 0
        self._resumed: int | None = None
        # The process that loaded the state.
        self._loader: int | None = None
        # Whether workers drew last; of one memory with them, be they forked or sent a copy.
        self._is_in_workers = RawValue("b", 0)

    def __iter__(self) -> Iterator[Any]:
        worker = torch.utils.data.get_worker_info()
        if self._resumed and worker is not None and self._loader != os.getpid():
            raise PlatenError(
                f"this state, {self._resumed} samples, is of one process and can't be divided among workers: load the state of a "
                "StatefulDataLoader of torchdata into such a loader, or give IterableDataset start=steps * batch_size * world_size"
            )
        self._is_in_workers.value = worker is not None
        # At once, and not with the first sample: a state may be asked for in between.
        self._drawn, self._resumed = self._resumed or 0, None
        return self._samples(worker, self._drawn)

    def _samples(self, worker: Any, drawn: int) -> Iterator[Any]:
        workers, number = (worker.num_workers, worker.id) if worker is not None else (1, 0)
        parts = workers * self.world_size
        # A worker's turn comes once for each rank before the next worker's.
        part = number * self.world_size + self.rank
        whole, rest = divmod(drawn, self.batch_size)
        skipped = whole * parts * self.batch_size
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
            for sample in samples:
                # Those before were handed out by the run that is resumed.
                if rest > 0:
                    rest -= 1
                    continue
                self._drawn += 1
                yield sample if self.transform is None else self.transform(sample)

    def state_dict(self) -> dict[str, int]:
        """How far this process, or worker, has come.

        Raises:
            PlatenError: where a loader's workers draw instead of this process, which knows nothing of their samples then.
        """
        if torch.utils.data.get_worker_info() is None and self._is_in_workers.value:
            raise PlatenError(
                "the samples were drawn by a loader's workers, whose counts this process does not have: ask a StatefulDataLoader "
                "of torchdata for its state_dict, or count steps and give IterableDataset start=steps * batch_size * world_size"
            )
        return {"drawn": self._drawn if self._resumed is None else self._resumed}

    def load_state_dict(self, state: dict[str, int]) -> None:
        """Lets the next iteration go on behind the samples of a state."""
        self._resumed, self._loader = int(state["drawn"]), os.getpid()
        self._is_in_workers.value = False

    def __getstate__(self) -> dict[str, Any]:
        # Memory is shared with processes that are started, and with nothing else.
        return {**self.__dict__, "_is_in_workers": self._is_in_workers if get_spawning_popen() is not None else None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if self._is_in_workers is None:
            self._is_in_workers = RawValue("b", 0)


class Dataset(torch.utils.data.Dataset):
    """The samples of a split by their index, for loaders that shuffle or sample.

    Each worker draws with a process of its own, a whole batch at once. Which samples come, and in what order, is up to the
    loader's sampler: it shuffles, divides the indices among ranks, and is what goes on where a training stopped. The dataset has
    neither ranks nor a state. PyTorch's ``DistributedSampler`` divides, torchdata's ``StatefulDataLoader`` goes on with the batch
    after its last::

        sampler = torch.utils.data.DistributedSampler(dataset, shuffle=True, seed=1)
        loader = StatefulDataLoader(dataset, batch_size=64, sampler=sampler, num_workers=2)

    Args:
        recipe: what to draw.
        split: ``train``, ``val`` or ``test``.
        count: how many samples there are; None for as many as the recipe asks for in the split.
        transform: what becomes of each sample; the sample itself where it is None.
        fields: what comes with pixels and label: ``boxes``, ``mask``, ``choices``.
        threads: how many threads draw for each worker; None for 1 in a worker, and else one for each processor.
    """

    def __init__(
        self,
        recipe: Recipe,
        split: Split = "train",
        count: int | None = None,
        transform: Transform | None = None,
        fields: Sequence[Field] = DEFAULT_FIELDS,
        threads: int | None = None,
    ):
        self.recipe = recipe
        self.split: Split = split
        self.count = count if count is not None else recipe.header(split).size
        self.transform = transform
        self.fields = tuple(fields)
        self.threads = threads
        self._reader: SampleReader | None = None
        self._owner: int | None = None

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Any:
        return self.__getitems__([index])[0]

    def __getitems__(self, indices: list[int]) -> list[Any]:
        """A batch, which PyTorch asks for at once."""
        wanted = [int(index) for index in indices]
        for index in wanted:
            if not 0 <= index < self.count:
                raise IndexError(f"there is no sample {index}: the {self.split} split has {self.count}")
        samples = self._own_reader().read(wanted)
        return list(samples) if self.transform is None else [self.transform(sample) for sample in samples]

    def _own_reader(self) -> SampleReader:
        # A worker that was forked must not share its parent's process.
        if self._reader is None or self._owner != os.getpid():
            worker = torch.utils.data.get_worker_info()
            threads = self.threads if self.threads is not None else 1 if worker is not None else None
            self._reader = self.recipe.reader(self.split, fields=self.fields, threads=threads)
            self._owner = os.getpid()
        return self._reader

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_reader": None, "_owner": None}
