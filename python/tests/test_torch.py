import copy
import itertools
import pickle
import subprocess
import sys
import textwrap
import unittest

from support import DeskCase

import platen

try:
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
    """What a state says of how far it is, without what it says of the samples."""
    return {key: value for key, value in state.items() if key in ("drawn", "skipped")}


@unittest.skipIf(torch is None, "PyTorch is not installed")
class TorchTests(DeskCase):
    def batches(self, dataset, workers: int = 0, **options) -> list[list[int]]:
        loader = torch.utils.data.DataLoader(dataset, 4, num_workers=workers, collate_fn=list, **options)
        return list(loader)

    def dataset(self, **options) -> "platen.torch.IterableDataset":
        return platen.torch.IterableDataset(self.endless, 4, transform=index, **options)

    def test_workers_give_the_same_batches(self) -> None:
        expected = [list(range(start, min(start + 4, 22))) for start in range(0, 22, 4)]
        for workers in (0, 1, 2, 3):
            with self.subTest(workers=workers):
                self.assertEqual(self.batches(self.dataset(count=22), workers), expected)

    def test_ranks_share_the_batches(self) -> None:
        for workers in (0, 2):
            ranks = [self.batches(self.dataset(count=24, rank=rank, world_size=2), workers) for rank in (0, 1)]
            self.assertEqual(ranks[0], [[0, 1, 2, 3], [8, 9, 10, 11], [16, 17, 18, 19]])
            self.assertEqual(ranks[1], [[4, 5, 6, 7], [12, 13, 14, 15], [20, 21, 22, 23]])

    def test_a_training_goes_on_where_it_stopped(self) -> None:
        whole = self.batches(self.dataset(count=40))
        self.assertEqual(self.batches(self.dataset(start=3 * 4, count=28), 3), whole[3:])
        # Of one process, or one worker, to the sample.
        dataset = self.dataset(count=40, rank=1, world_size=2)
        before = list(itertools.islice(dataset, 7))
        state = dataset.state_dict()
        again = self.dataset(count=40, rank=1, world_size=2)
        again.load_state_dict(state)
        after = list(again)
        self.assertEqual(before + after, list(self.dataset(count=40, rank=1, world_size=2)))
        self.assertEqual(len(after), 13)
        self.assertEqual(place(again.state_dict()), {"drawn": 20})

    def test_a_state_is_known_before_the_first_sample(self) -> None:
        dataset = self.dataset(count=20)
        self.assertEqual(place(dataset.state_dict()), {"drawn": 0})
        dataset.load_state_dict({"drawn": 8})
        self.assertEqual(place(dataset.state_dict()), {"drawn": 8})
        self.assertEqual(place(copy.deepcopy(dataset).state_dict()), {"drawn": 8})
        samples = iter(dataset)
        self.assertEqual(place(dataset.state_dict()), {"drawn": 8})
        self.assertEqual(next(samples), 8)
        self.assertEqual(place(dataset.state_dict()), {"drawn": 9})
        # The next iteration begins anew, and so does what it says.
        iter(dataset)
        self.assertEqual(place(dataset.state_dict()), {"drawn": 0})

    def test_a_process_does_not_know_what_its_workers_drew(self) -> None:
        for method in ("fork", "spawn"):
            with self.subTest(method=method):
                dataset = self.dataset(count=24)
                loaded = iter(
                    torch.utils.data.DataLoader(
                        dataset, 4, num_workers=2, collate_fn=list, multiprocessing_context=method
                    )
                )
                self.assertEqual(next(loaded), [0, 1, 2, 3])
                with self.assertRaisesRegex(platen.PlatenError, "StatefulDataLoader"):
                    dataset.state_dict()
                self.assertEqual(len(list(loaded)), 5)
                # Once it draws by itself it counts again.
                self.assertEqual(list(itertools.islice(dataset, 3)), [0, 1, 2])
                self.assertEqual(place(dataset.state_dict()), {"drawn": 3})
                self.assertEqual(place(pickle.loads(pickle.dumps(dataset)).state_dict()), {"drawn": 3})

    def test_workers_go_on_from_a_state_of_one_process(self) -> None:
        for rank, ranks in ((0, 1), (1, 2)):
            whole = self.batches(self.dataset(count=44 * ranks, rank=rank, world_size=ranks))
            for workers in (0, 1, 2, 3):
                with self.subTest(ranks=ranks, workers=workers):
                    dataset = self.dataset(count=44 * ranks, rank=rank, world_size=ranks)
                    loader = torch.utils.data.DataLoader(dataset, 4, num_workers=2, collate_fn=list)
                    self.assertEqual(list(itertools.islice(loader, 3)), whole[:3])
                    again = self.dataset(count=44 * ranks, rank=rank, world_size=ranks)
                    again.load_state_dict(dataset.state_dict(taken=12))
                    self.assertEqual(self.batches(again, workers), whole[3:])
                    # The pass after it is whole.
                    self.assertEqual(self.batches(again, workers), whole)

    def test_a_state_within_a_batch_is_refused_by_workers(self) -> None:
        dataset = self.dataset(count=24)
        dataset.load_state_dict({"drawn": 7})
        with self.assertRaisesRegex(platen.PlatenError, "can't be divided among workers"):
            self.batches(dataset, 2)
        self.assertEqual(self.batches(dataset), [list(range(start, min(start + 4, 24))) for start in range(7, 24, 4)])

    def test_what_is_wrong(self) -> None:
        with self.assertRaisesRegex(platen.PlatenError, "rank 2 of 2"):
            self.dataset(rank=2, world_size=2)
        with self.assertRaisesRegex(platen.PlatenError, "go together"):
            platen.torch.Dataset(self.recipe, rank=1)
        with self.assertRaisesRegex(platen.PlatenError, "batch_size is 1 or more, got 0"):
            platen.torch.IterableDataset(self.endless, 0)
        with self.assertRaisesRegex(platen.PlatenError, "taken is 0 or more, got -1"):
            self.dataset().state_dict(taken=-1)
        for options in ({"count": -1}, {"start": -1}):
            with self.assertRaisesRegex(platen.PlatenError, f"{next(iter(options))} is 0 or more, got -1"):
                self.dataset(**options)
        with self.assertRaisesRegex(platen.PlatenError, "count is 0 or more, got -1"):
            platen.torch.Dataset(self.recipe, count=-1)
        with self.assertRaisesRegex(TypeError, "batch_size is a whole number, got 1.5"):
            platen.torch.IterableDataset(self.endless, 1.5)
        self.assertEqual((list(self.dataset(count=0)), list(platen.torch.Dataset(self.recipe, count=0))), ([], []))
        for kind in (self.dataset, lambda **options: platen.torch.Dataset(self.recipe, **options)):
            with self.assertRaisesRegex(TypeError, r"write \['boxes'\]"):
                kind(fields="boxes")

    def test_a_state_says_of_what_it_is(self) -> None:
        header = self.endless.header()
        self.assertEqual(
            self.dataset(start=4, count=9).state_dict(taken=8),
            {
                **{"drawn": 8, "start": 4, "batch_size": 4, "world_size": 1},
                **{"split": "train", "recipe_seed": header.seed, "recipe": header.recipe_sha256},
            },
        )

    def test_a_state_of_other_samples_is_refused(self) -> None:
        other = platen.Recipe(self.path, {"text.number.mode": "random", "text.number.digits": 6})
        seeded = platen.Recipe(self.path, {"text.number.mode": "random"}, seed=77)
        state = self.dataset(count=40).state_dict(taken=8)
        for dataset, message in (
            (platen.torch.IterableDataset(other, 4), "another recipe"),
            (platen.torch.IterableDataset(seeded, 4), "another seed of the recipe: 1 there, 77 here"),
            (platen.torch.IterableDataset(self.endless, 8), "another batch_size: 4 there, 8 here"),
            (self.dataset(start=8), "another start: 0 there, 8 here"),
            (self.dataset(split="val"), "another split: train there, val here"),
            (self.dataset(rank=1, world_size=2), "another world_size: 1 there, 2 here"),
        ):
            with self.subTest(message=message):
                with self.assertRaisesRegex(platen.PlatenError, message):
                    dataset.load_state_dict(state)
                # It is as it was before.
                self.assertEqual(place(dataset.state_dict()), {"drawn": 0})
        # A training may get longer, and states of before they told more are read.
        for loaded in (state, {"drawn": 8}):
            again = self.dataset(count=12)
            again.load_state_dict(loaded)
            self.assertEqual(list(again), [8, 9, 10, 11])

    def test_a_recipe_that_was_changed_is_another(self) -> None:
        dataset = platen.torch.IterableDataset(self.recipe, 4, transform=index)
        self.assertEqual(list(itertools.islice(dataset, 3)), [0, 1, 2])
        # The state tells of the samples that were drawn, whatever the file has become.
        self.path.write_text(self.path.read_text().replace("4..5", "6..7"))
        state = dataset.state_dict()
        with self.assertRaisesRegex(platen.PlatenError, "changed since"):
            platen.torch.IterableDataset(self.recipe, 4).load_state_dict(state)
        # Whoever knows that the samples are the same can say so.
        again = platen.torch.IterableDataset(self.recipe, 4, transform=index)
        again.load_state_dict({key: value for key, value in state.items() if key != "recipe"})
        self.assertEqual(next(iter(again)), 3)

    def test_what_is_no_state(self) -> None:
        order = {"epoch": 0, "taken": 2, "world_size": 1}
        for state, message in (
            ({}, "no state of an IterableDataset: it has no 'drawn'"),
            (order, "it has no 'drawn'"),
            ({"drawn": -3}, "drawn is 0 or more, got -3"),
            ({"drawn": 2, "skipped": -8}, "skipped is 0 or more, got -8"),
            ({"drawn": 2, "skipped": 1}, "skips 1 samples, which are no whole batches of 4"),
        ):
            with self.subTest(state=state), self.assertRaisesRegex(platen.PlatenError, message):
                self.dataset(start=10).load_state_dict(state)
        for state in ({"drawn": "3"}, {"drawn": 2.5}, {"drawn": None}):
            with self.subTest(state=state), self.assertRaisesRegex(TypeError, "drawn is a whole number"):
                self.dataset().load_state_dict(state)

    def test_samples_by_index(self) -> None:
        dataset = platen.torch.Dataset(self.recipe, transform=index)
        self.assertEqual(len(dataset), 61)
        self.assertEqual([dataset[60], dataset[0]], [60, 0])
        with self.assertRaises(IndexError):
            dataset[61]
        for wrong in (1.5, "1", None):
            with self.assertRaises(TypeError):
                dataset[wrong]
        self.assertEqual(dataset[torch.tensor(7)], 7)
        generator = torch.Generator().manual_seed(1)
        shuffled = sum(self.batches(dataset, 2, shuffle=True, generator=generator), [])
        self.assertEqual(sorted(shuffled), list(range(61)))
        self.assertNotEqual(shuffled, list(range(61)))
        self.assertEqual(len(platen.torch.Dataset(self.recipe, "val")), 8)

    def test_images_become_tensors(self) -> None:
        dataset = platen.torch.Dataset(self.recipe, transform=lambda sample: torch.from_numpy(sample.image))
        self.assertEqual(dataset[0].dtype, torch.uint8)

    def test_ranks_share_samples_by_index(self) -> None:
        dataset = platen.torch.Dataset(self.recipe, count=20, transform=index)
        ranks = []
        for rank in (0, 1):
            sampler = torch.utils.data.DistributedSampler(dataset, 2, rank, shuffle=True, seed=3)
            ranks.append(sum(self.batches(dataset, 2, sampler=sampler), []))
        self.assertEqual(sorted(ranks[0] + ranks[1]), list(range(20)))
        self.assertEqual(len(ranks[0]), 10)

    def test_a_reader_that_is_open_at_the_end_says_nothing(self) -> None:
        script = f"""
            import torch, platen.torch
            dataset = platen.torch.Dataset(platen.Recipe({str(self.path)!r}))
            stream = iter(platen.torch.IterableDataset(platen.Recipe({str(self.path)!r}), 4))
            print(dataset[3].index, next(stream).index)
            """
        result = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "3 0\n", ""))


@unittest.skipIf(torch is None or StatefulDataLoader is None, "PyTorch and torchdata are not installed")
class StatefulDataLoaderTests(DeskCase):
    """A training with torchdata's loader goes on with the batch after its last."""

    def goes_on(self, make) -> None:
        """Stops a loader after each of some batches, and once more right after it went on."""
        whole = list(make())
        for steps in (0, 1, 2, 5, 7):
            with self.subTest(steps=steps):
                first = make()
                taken = list(itertools.islice(first, steps))
                second = make()
                second.load_state_dict(pickle.loads(pickle.dumps(first.state_dict())))
                taken += list(itertools.islice(second, 1))
                third = make()
                third.load_state_dict(second.state_dict())
                state = third.state_dict()
                fourth = make()
                fourth.load_state_dict(state)
                self.assertEqual(taken + list(fourth), whole)

    def test_streams(self) -> None:
        for workers in (0, 2):
            for rank, ranks in ((0, 1), (1, 2)):
                with self.subTest(workers=workers, ranks=ranks):

                    def make() -> "StatefulDataLoader":
                        dataset = platen.torch.IterableDataset(
                            self.endless, 4, count=40 * ranks, transform=index, rank=rank, world_size=ranks
                        )
                        return StatefulDataLoader(dataset, 4, num_workers=workers, collate_fn=list)

                    self.assertEqual(len(list(make())), 10)
                    self.goes_on(make)

    def test_streams_that_went_on_from_a_state_of_one_process(self) -> None:
        whole = list(StatefulDataLoader(self.stream(), 4, collate_fn=list))

        def make() -> "StatefulDataLoader":
            dataset = self.stream()
            dataset.load_state_dict({"drawn": 8})
            return StatefulDataLoader(dataset, 4, num_workers=2, collate_fn=list)

        first = make()
        self.assertEqual(list(itertools.islice(first, 3)), whole[2:5])
        second = StatefulDataLoader(self.stream(), 4, num_workers=2, collate_fn=list)
        second.load_state_dict(first.state_dict())
        self.assertEqual(list(second), whole[5:])

    def test_a_state_of_another_recipe_is_refused(self) -> None:
        other = platen.Recipe(self.path, {"text.number.mode": "random", "text.number.digits": 6})
        for workers in (0, 1):
            for make in (
                lambda recipe: platen.torch.IterableDataset(recipe, 4, transform=index),
                # The order is not the dataset's own.
                lambda recipe: platen.torch.Dataset(recipe, count=40, transform=index),
            ):
                with self.subTest(workers=workers):
                    first = StatefulDataLoader(make(self.endless), 4, num_workers=workers, collate_fn=list)
                    next(iter(first))
                    second = StatefulDataLoader(make(other), 4, num_workers=workers, collate_fn=list)
                    with self.assertRaisesRegex(Exception, "this state is of another recipe"):
                        second.load_state_dict(first.state_dict())
                        next(iter(second))

    def stream(self) -> "platen.torch.IterableDataset":
        return platen.torch.IterableDataset(self.endless, 4, count=40, transform=index)

    def test_samples_by_index_and_a_sampler_of_pytorch(self) -> None:
        for workers in (0, 2):
            with self.subTest(workers=workers):

                def make() -> "StatefulDataLoader":
                    dataset = platen.torch.Dataset(self.recipe, count=60, transform=index)
                    sampler = torch.utils.data.DistributedSampler(dataset, 2, 1, shuffle=True, seed=5)
                    return StatefulDataLoader(dataset, 4, sampler=sampler, num_workers=workers, collate_fn=list)

                whole = sum(make(), [])
                self.assertEqual(len(set(whole)), 30)
                self.assertNotEqual(whole, sorted(whole))
                self.goes_on(make)
