"""Recipes as datasets for PyTorch.

``IterableDataset`` is for training: an endless stream, each sample new. ``Dataset`` is for samplers that ask for samples by
their index.
"""

from collections.abc import Callable, Iterator, Sequence
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

    or, with torchdata's ``StatefulDataLoader``, load that loader's ``state_dict``: it asks each worker's dataset for its own.

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
        self._resumed = 0

    def __iter__(self) -> Iterator[Any]:
        worker = torch.utils.data.get_worker_info()
        workers, number = (worker.num_workers, worker.id) if worker is not None else (1, 0)
        parts = workers * self.world_size
        # A worker's turn comes once for each rank before the next worker's.
        part = number * self.world_size + self.rank
        self._drawn, self._resumed = self._resumed, 0
        whole, rest = divmod(self._drawn, self.batch_size)
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
        """How far this process, or worker, has come."""
        return {"drawn": self._drawn}

    def load_state_dict(self, state: dict[str, int]) -> None:
        """Lets the next iteration go on behind the samples of a state."""
        self._resumed = int(state["drawn"])


class Dataset(torch.utils.data.Dataset):
    """The samples of a split by their index, for loaders that shuffle or sample.

    Each worker draws with a process of its own, a whole batch at once.

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
        worker = torch.utils.data.get_worker_info()
        owner = worker.id if worker is not None else -1
        # A worker that was forked must not share its parent's process.
        if self._reader is None or self._owner != owner:
            threads = self.threads if self.threads is not None else 1 if worker is not None else None
            self._reader = self.recipe.reader(self.split, fields=self.fields, threads=threads)
            self._owner = owner
        return self._reader

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_reader": None, "_owner": None}
