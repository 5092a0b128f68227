"""Samples by their index."""

import operator
import os
from collections.abc import Iterator, Sequence
from typing import Any

import torch.utils.data

from ..errors import PlatenError
from ..recipe import DEFAULT_FIELDS, Field, Recipe, Split, listed
from ..sample import Sample
from ..stream import SampleReader
from .order import Sampler
from .process import Shared, Transform
from .state import compare, origin, require, whole

# How many samples are drawn together where they are handed out one by one.
_TOGETHER = 64


class Dataset(torch.utils.data.Dataset[Any]):
    """The samples of a split by their index, for loaders that shuffle; and one after the other, as its sampler has them.

    ``dataset[i]`` is sample i, in whatever rank and worker. In which order samples come, and which of them on this rank, is what
    ``sampler`` says; give it to the loader. Each worker draws with a process of its own, a whole batch at once::

        dataset = Dataset(recipe, shuffle=True, seed=1)
        loader = StatefulDataLoader(dataset, batch_size=64, sampler=dataset.sampler, num_workers=2)

    A training goes on with the ``state_dict`` of torchdata's ``StatefulDataLoader``, after any batch and with any number of
    workers. With PyTorch's own ``DataLoader`` it goes on with the dataset's. Where that has workers, which are some batches ahead,
    say how many samples of the epoch this rank has learnt from: ``dataset.state_dict(taken=batches * 64)``.

    Args:
        recipe: what to draw.
        split: ``train``, ``val`` or ``test``.
        count: how many samples there are; None for as many as the recipe asks for in the split.
        transform: what becomes of each sample; the sample itself where it is None.
        fields: what comes with pixels and label: ``boxes``, ``mask``, ``choices``.
        threads: how many threads draw for each worker; None for 1 in a worker, and else one for each processor.
        shuffle: whether the sampler has an order of its own for each epoch.
        seed: what decides that order; the same on all ranks.
        rank: this process among the ``world_size`` ones; as torch.distributed has it, where it is set up.
        world_size: how many processes train together.

    Attributes:
        sampler: this rank's indices, in their order.
    """

    def __init__(
        self,
        recipe: Recipe,
        split: Split = "train",
        count: int | None = None,
        transform: Transform | None = None,
        fields: Sequence[Field] = DEFAULT_FIELDS,
        threads: int | None = None,
        *,
        shuffle: bool = False,
        seed: int = 0,
        rank: int | None = None,
        world_size: int | None = None,
    ):
        self.recipe = recipe
        self.split: Split = split
        # Which samples these are, as states tell it: known once the program was asked.
        self._origin: dict[str, Any] | None = None
        if count is None:
            header = recipe.header(split)
            count, self._origin = header.size, origin(header)
        self.count = whole(count, "count")
        self.transform = transform
        self.fields = listed(fields)
        self.threads = threads
        self.sampler = Sampler(self.count, shuffle, seed, rank, world_size)
        self._reader: SampleReader | None = None
        self._owner: int | None = None
        # What this process drew in which pass of the sampler, and whether workers drew last.
        self._pass = self._drawn = 0
        self._is_in_workers = Shared()

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Any:
        return self._samples([index])[0]

    def __getitems__(self, indices: Sequence[int]) -> list[Any]:
        """A batch, which PyTorch asks for at once."""
        found = self._samples(indices)
        self._count(len(found))
        return found

    def __iter__(self) -> Iterator[Any]:
        """This rank's samples in the order of the sampler, from where a loaded state has it."""
        return self._in_order(*self.sampler.begin())

    def _in_order(self, indices: list[int], number: int) -> Iterator[Any]:
        for start in range(0, len(indices), _TOGETHER):
            for sample in self._samples(indices[start : start + _TOGETHER]):
                self.sampler.took(number)
                self._count(1)
                yield sample

    def _samples(self, indices: Sequence[int]) -> list[Any]:
        wanted = [operator.index(index) for index in indices]
        for index in wanted:
            if not 0 <= index < self.count:
                raise IndexError(f"there is no sample {index}: the {self.split} split has {self.count}")
        samples: list[Sample] = self._own_reader().read(wanted)
        return list(samples) if self.transform is None else [self.transform(sample) for sample in samples]

    def _count(self, drawn: int) -> None:
        is_worker = torch.utils.data.get_worker_info() is not None
        self._is_in_workers.value = is_worker
        if self._pass != self.sampler.passes:
            self._pass, self._drawn = self.sampler.passes, 0
        self._drawn += drawn

    def set_epoch(self, epoch: int) -> None:
        """Chooses the order of the sampler's next pass."""
        self.sampler.set_epoch(epoch)

    def state_dict(self, taken: int | None = None) -> dict[str, Any]:
        """Where the sampler's order goes on: the epoch, and how many of its samples this rank has had; and of which samples, in
        which order.

        The order of another sampler is not known here: ``taken`` is None where a loader has one.

        Args:
            taken: how many samples the training has had of this rank's part of the epoch, since its beginning; needed where a
                loader's workers draw, which are ahead of it.

        Raises:
            PlatenError: where workers draw and ``taken`` is not given.
        """
        return {**self._place(taken), **self._own_origin()}

    def _place(self, taken: int | None) -> dict[str, Any]:
        if taken is not None:
            taken = whole(taken, "taken")
            if taken > len(self.sampler):
                raise PlatenError(f"{taken} samples taken: a rank has {len(self.sampler)} in an epoch")
            return self.sampler.state(taken)
        # A StatefulDataLoader asks each worker; where the order is, it asks the sampler.
        if torch.utils.data.get_worker_info() is not None:
            return self.sampler.state_dict()
        drawn = self._drawn if self._pass == self.sampler.passes else 0
        if self._is_in_workers.value or (self.sampler.handed and not drawn):
            raise PlatenError(
                "the samples were drawn by a loader's workers, which are ahead of the training: give state_dict "
                "taken=batches * batch_size, of this epoch, or ask a StatefulDataLoader of torchdata for its own"
            )
        return self.sampler.state(None) if drawn and not self.sampler.handed else self.sampler.state_dict()

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Lets the sampler's next pass go on behind the samples of a state, of any rank.

        Raises:
            PlatenError: where it is of another recipe, seed or split, or of another order; or where what all ranks had together
                can't be divided among as many as there are now.
        """
        require(state, ("taken", "epoch", "world_size"), "a Dataset")
        compare(state, self._own_origin(), "make the dataset as it was, or begin without the state")
        if state["taken"] is not None:
            self.sampler.load_of_dataset(state)
        self._is_in_workers.value = 0

    def _own_origin(self) -> dict[str, Any]:
        if self._origin is None:
            self._origin = origin(self.recipe.header(self.split))
        return self._origin

    def _own_reader(self) -> SampleReader:
        # A worker that was forked must not share its parent's process; and one error does not close the dataset for good.
        if self._reader is None or self._owner != os.getpid() or self._reader.is_closed:
            worker = torch.utils.data.get_worker_info()
            threads = self.threads if self.threads is not None else 1 if worker is not None else None
            self._reader = self.recipe.reader(self.split, fields=self.fields, threads=threads)
            self._owner = os.getpid()
            self._origin = origin(self._reader.header)
        return self._reader

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_reader": None, "_owner": None}
