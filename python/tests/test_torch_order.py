import gc
import itertools
import pickle
import unittest

from support import DeskCase

import platen

try:
    import torch.distributed
    import torch.utils.data

    import platen.torch
except ImportError:
    torch = None
try:
    from torchdata.stateful_dataloader import StatefulDataLoader
except ImportError:
    StatefulDataLoader = None


def index(sample: platen.Sample) -> int:
    return sample.index


def place(state: dict) -> dict:
    """What a state says of how far it is, without what it says of the samples and their order."""
    return {key: value for key, value in state.items() if key in ("epoch", "taken", "world_size")}


@unittest.skipIf(torch is None, "PyTorch is not installed")
class SamplerTests(unittest.TestCase):
    def test_ranks_share_an_epoch(self) -> None:
        for shuffle in (False, True):
            ranks = [list(platen.torch.Sampler(24, shuffle, 7, rank, 3)) for rank in range(3)]
            self.assertEqual(sorted(sum(ranks, [])), list(range(24)))
            self.assertEqual([len(rank) for rank in ranks], [8, 8, 8])
            self.assertEqual(ranks[1] == list(range(1, 24, 3)), not shuffle)

    def test_epochs_follow_each_other(self) -> None:
        sampler = platen.torch.Sampler(20, shuffle=True, seed=3)
        epochs = [list(sampler) for _ in range(3)]
        self.assertEqual(sampler.epoch, 2)
        self.assertEqual(len({tuple(epoch) for epoch in epochs}), 3)
        again = platen.torch.Sampler(20, shuffle=True, seed=3)
        again.set_epoch(2)
        self.assertEqual(list(again), epochs[2])
        # An epoch that was left begins anew, and one that was complete may be asked for again.
        list(itertools.islice(again, 1))
        again.set_epoch(1)
        self.assertEqual(list(itertools.islice(again, 5)), epochs[1][:5])
        self.assertEqual(list(again), epochs[1])
        again.set_epoch(1)
        self.assertEqual(list(again), epochs[1])

    def test_a_state_is_a_place_in_an_epoch(self) -> None:
        sampler = platen.torch.Sampler(20, shuffle=True, seed=3)
        first = list(sampler)
        second = list(sampler)
        for taken in (0, 1, 19, 20):
            again = platen.torch.Sampler(20, shuffle=True, seed=3)
            again.load_state_dict({"epoch": 1, "taken": taken, "world_size": 1})
            self.assertEqual(place(again.state_dict()), {"epoch": 1, "taken": taken, "world_size": 1})
            again.set_epoch(1)
            self.assertEqual(list(again), second[taken:])
            self.assertEqual(again.state_dict()["taken"], 20)
            list(again)
            self.assertEqual(again.epoch, 2)
        again.load_state_dict({"epoch": 1, "taken": 4, "world_size": 1})
        again.set_epoch(0)
        self.assertEqual(list(again), first)

    def test_as_many_ranks_as_divide_what_was_taken_may_go_on(self) -> None:
        ranks = [platen.torch.Sampler(24, True, 1, rank, 4) for rank in range(4)]
        taken = sum([list(itertools.islice(rank, 3)) for rank in ranks], [])
        states = [rank.state_dict() for rank in ranks]
        self.assertEqual([place(state) for state in states], [{"epoch": 0, "taken": 3, "world_size": 4}] * 4)
        left = []
        for rank in range(2):
            sampler = platen.torch.Sampler(24, True, 1, rank, 2)
            sampler.load_state_dict(states[0])
            left += list(sampler)
        self.assertEqual(sorted(taken + left), list(range(24)))
        with self.assertRaisesRegex(platen.PlatenError, "4 ranks had 12 samples together, which 5 ranks can't divide"):
            platen.torch.Sampler(24, True, 1, 0, 5).load_state_dict(states[0])

    def test_a_state_says_of_what_order_it_is(self) -> None:
        place = {"epoch": 0, "taken": 0, "world_size": 1}
        self.assertEqual(
            platen.torch.Sampler(20, True, 3).state_dict(), {**place, "size": 20, "shuffle": True, "seed": 3}
        )
        # A seed that decides nothing may be another.
        self.assertEqual(platen.torch.Sampler(20, seed=3).state_dict(), {**place, "size": 20, "shuffle": False})

    def test_a_state_of_another_order_is_refused(self) -> None:
        state = platen.torch.Sampler(20, True, 3).state(4)
        for sampler, message in (
            (platen.torch.Sampler(20, True, 4), "another seed of the order: 3 there, 4 here"),
            (platen.torch.Sampler(21, True, 3), "another count: 20 there, 21 here"),
            (platen.torch.Sampler(20, False, 3), "another shuffle: True there, False here"),
        ):
            with self.subTest(message=message):
                with self.assertRaisesRegex(platen.PlatenError, message):
                    sampler.load_state_dict(state)
                self.assertEqual(place(sampler.state_dict()), {"epoch": 0, "taken": 0, "world_size": 1})

    def test_what_is_no_state(self) -> None:
        state = {"epoch": 0, "taken": 2, "world_size": 1}
        for wrong, message in (
            ({"epoch": -1}, "epoch is 0 or more, got -1"),
            ({"taken": -2}, "taken is 0 or more, got -2"),
            ({"taken": 21}, "21 samples taken: each of 1 ranks has 20 in an epoch"),
            ({"world_size": 0}, "world_size is 1 or more, got 0"),
        ):
            with self.subTest(wrong=wrong), self.assertRaisesRegex(platen.PlatenError, message):
                platen.torch.Sampler(20).load_state_dict({**state, **wrong})
        with self.assertRaisesRegex(TypeError, "taken is a whole number, got None"):
            platen.torch.Sampler(20).load_state_dict({**state, "taken": None})
        with self.assertRaisesRegex(platen.PlatenError, "no state of a Sampler: it has no 'epoch'"):
            platen.torch.Sampler(20).load_state_dict({"drawn": 2})
        with self.assertRaisesRegex(platen.PlatenError, "size is 0 or more, got -1"):
            platen.torch.Sampler(-1)

    def test_ranks_are_those_of_torch_distributed(self) -> None:
        if not torch.distributed.is_available():
            self.skipTest("this PyTorch has no torch.distributed")
        store = torch.distributed.HashStore()
        torch.distributed.init_process_group("gloo", store=store, rank=0, world_size=1)
        try:
            sampler = platen.torch.Sampler(4)
            self.assertEqual((sampler.rank, sampler.num_replicas), (0, 1))
        finally:
            torch.distributed.destroy_process_group()
        self.assertIsInstance(sampler, torch.utils.data.DistributedSampler)


@unittest.skipIf(torch is None, "PyTorch is not installed")
class OrderTests(DeskCase):
    """A dataset with samples by their index goes on in the order of its sampler."""

    def dataset(self, **options) -> "platen.torch.Dataset":
        return platen.torch.Dataset(self.recipe, **{"count": 30, "transform": index, "shuffle": True, "seed": 5, **options})

    def loader(self, dataset: "platen.torch.Dataset", workers: int = 0, **options) -> "torch.utils.data.DataLoader":
        return torch.utils.data.DataLoader(
            dataset, 4, sampler=dataset.sampler, num_workers=workers, collate_fn=list, **options
        )

    def test_samples_come_as_the_sampler_has_them(self) -> None:
        dataset = self.dataset()
        first, second = list(dataset), list(dataset)
        self.assertEqual(sorted(first), list(range(30)))
        self.assertNotEqual(first, second)
        for workers in (0, 2):
            loader = self.loader(self.dataset(), workers)
            self.assertEqual([sum(loader, []) for _ in range(2)], [first, second])
        self.assertEqual(list(self.dataset(shuffle=False, rank=1, world_size=3)), list(range(1, 30, 3)))

    def test_iteration_goes_on(self) -> None:
        whole = list(self.dataset())
        for taken in (0, 1, 29, 30):
            dataset = self.dataset()
            self.assertEqual(list(itertools.islice(dataset, taken)), whole[:taken])
            state = dataset.state_dict()
            self.assertEqual(place(state), {"epoch": 0, "taken": taken, "world_size": 1})
            again = self.dataset()
            again.load_state_dict(pickle.loads(pickle.dumps(state)))
            self.assertEqual(again.state_dict(), state)
            self.assertEqual(list(again), whole[taken:])
            self.assertEqual(len(list(again)), 30)

    def test_a_loader_goes_on(self) -> None:
        for rank, ranks in ((0, 1), (1, 2)):
            options = {"rank": rank, "world_size": ranks}
            # Two epochs, one after the other, of a loader that is never stopped.
            dataset = self.dataset(**options)
            whole = [batch for _ in range(2) for batch in self.loader(dataset)]
            of_epoch = len(whole) // 2
            for workers in (0, 2):
                for steps in (1, 3, of_epoch):
                    with self.subTest(ranks=ranks, workers=workers, steps=steps):
                        first = self.dataset(**options)
                        taken = list(itertools.islice(self.loader(first, workers), steps))
                        count = sum(map(len, taken))
                        state = first.state_dict(taken=count) if workers else first.state_dict()
                        self.assertEqual(place(state), {"epoch": 0, "taken": count, "world_size": ranks})
                        second = self.dataset(**options)
                        second.load_state_dict(state)
                        loader = self.loader(second, workers)
                        self.assertEqual(taken + [batch for _ in range(2) for batch in loader], whole)

    def test_a_process_does_not_know_what_its_workers_drew(self) -> None:
        for method in ("fork", "spawn"):
            with self.subTest(method=method):
                dataset = self.dataset()
                loaded = iter(self.loader(dataset, 2, multiprocessing_context=method))
                # Not even before the first batch, which others were asked for together with.
                with self.assertRaisesRegex(platen.PlatenError, "taken=batches"):
                    dataset.state_dict()
                next(loaded)
                with self.assertRaisesRegex(platen.PlatenError, "taken=batches"):
                    dataset.state_dict()
                self.assertEqual(place(dataset.state_dict(taken=4)), {"epoch": 0, "taken": 4, "world_size": 1})
                del loaded
                list(itertools.islice(dataset, 3))
                self.assertEqual(dataset.state_dict()["taken"], 3)
        with self.assertRaisesRegex(platen.PlatenError, "31 samples taken: a rank has 30"):
            dataset.state_dict(taken=31)

    def test_of_another_sampler_nothing_is_said(self) -> None:
        dataset = self.dataset()
        # Looking at a sample is no step of a training.
        dataset[3]
        self.assertEqual(dataset.state_dict()["taken"], 0)
        next(iter(torch.utils.data.DataLoader(dataset, 4, shuffle=True)))
        state = dataset.state_dict()
        self.assertIsNone(state["taken"])
        dataset.load_state_dict(state)
        self.assertEqual(len(list(dataset)), 30)

    def test_a_state_of_other_samples_is_refused(self) -> None:
        state = self.dataset().state_dict(taken=4)
        header = self.recipe.header()
        self.assertEqual(
            state,
            {
                **{"epoch": 0, "taken": 4, "world_size": 1, "size": 30, "shuffle": True, "seed": 5},
                **{"split": "train", "recipe_seed": header.seed, "recipe": header.recipe_sha256},
            },
        )
        options = {"count": 30, "shuffle": True, "seed": 5}
        other = platen.Recipe(self.path, {"text.number.digits": 6})
        for dataset, message in (
            (platen.torch.Dataset(other, **options), "another recipe"),
            (platen.torch.Dataset(platen.Recipe(self.path, seed=9), **options), "another seed of the recipe"),
            (self.dataset(split="val", count=30), "another split"),
            (self.dataset(count=20), "another count"),
            (self.dataset(seed=6), "another seed of the order"),
            (self.dataset(shuffle=False), "another shuffle"),
        ):
            with self.subTest(message=message):
                with self.assertRaisesRegex(platen.PlatenError, message):
                    dataset.load_state_dict(state)
                self.assertEqual(dataset.state_dict()["taken"], 0)
        with self.assertRaisesRegex(platen.PlatenError, "taken is 0 or more, got -2"):
            self.dataset().load_state_dict({"epoch": 0, "taken": -2, "world_size": 1})
        with self.assertRaisesRegex(platen.PlatenError, "no state of a Dataset: it has no 'taken'"):
            self.dataset().load_state_dict({"drawn": 2})
        # States of before they told more are read.
        again = self.dataset()
        again.load_state_dict({"epoch": 0, "taken": 4, "world_size": 1})
        self.assertEqual(list(again), list(self.dataset())[4:])

    def test_an_error_does_not_close_the_dataset(self) -> None:
        dataset = platen.torch.Dataset(self.recipe, count=100, transform=index)
        with self.assertRaises(platen.SampleError) as caught:
            dataset[70]
        self.assertEqual(caught.exception.index, 70)
        self.assertEqual(dataset[7], 7)

    def test_a_dataset_that_is_not_used_any_more_ends_its_program(self) -> None:
        dataset = self.dataset()
        next(iter(dataset))
        process = dataset._reader._process.process
        gc.disable()
        try:
            del dataset
        finally:
            gc.enable()
        self.assertIsNotNone(process.returncode)


@unittest.skipIf(torch is None or StatefulDataLoader is None, "PyTorch and torchdata are not installed")
class StatefulOrderTests(DeskCase):
    """Two epochs with torchdata's loader, stopped and begun again at any batch."""

    def test_two_epochs(self) -> None:
        for workers, persistent, rank, ranks, drop_last in (
            (0, False, 0, 1, False),
            (0, False, 1, 2, False),
            (0, False, 0, 2, True),
            # Workers take long to start.
            (2, False, 1, 2, False),
            (2, True, 0, 1, False),
        ):
            with self.subTest(workers=workers, persistent=persistent, ranks=ranks, drop_last=drop_last):

                def make() -> "StatefulDataLoader":
                    dataset = platen.torch.Dataset(
                        self.recipe, count=30, transform=index, shuffle=True, seed=5, rank=rank, world_size=ranks
                    )
                    return StatefulDataLoader(
                        dataset,
                        4,
                        sampler=dataset.sampler,
                        num_workers=workers,
                        collate_fn=list,
                        drop_last=drop_last,
                        persistent_workers=persistent,
                    )

                whole_loader = make()
                whole = [list(whole_loader), list(whole_loader)]
                self.assertNotEqual(*whole)
                for epoch in range(2):
                    for steps in {1, len(whole[0])} if workers else {0, 1, 3, len(whole[0])}:
                        first = make()
                        for _ in range(epoch):
                            list(first)
                        taken = list(itertools.islice(first, steps))
                        self.assertEqual(taken, whole[epoch][:steps])
                        second = make()
                        second.load_state_dict(pickle.loads(pickle.dumps(first.state_dict())))
                        # A state is also known before a step is taken.
                        third = make()
                        third.load_state_dict(second.state_dict())
                        self.assertEqual(taken + list(third), whole[epoch])
                        if epoch == 0:
                            self.assertEqual(list(third), whole[1])

    def test_between_epochs(self) -> None:
        def make() -> "StatefulDataLoader":
            dataset = platen.torch.Dataset(self.recipe, count=30, transform=index, shuffle=True, seed=5)
            return StatefulDataLoader(dataset, 4, sampler=dataset.sampler, collate_fn=list)

        first = make()
        list(first)
        state = first.state_dict()
        second = make()
        second.load_state_dict(state)
        self.assertEqual(list(second), list(first))
