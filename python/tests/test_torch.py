import itertools
import unittest

from support import DeskCase

import platen

try:
    import torch.utils.data

    import platen.torch
except ImportError:
    torch = None


def index(sample: platen.Sample) -> int:
    return sample.index


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
        self.assertEqual(again.state_dict(), {"drawn": 20})

    def test_samples_by_index(self) -> None:
        dataset = platen.torch.Dataset(self.recipe, transform=index)
        self.assertEqual(len(dataset), 61)
        self.assertEqual([dataset[60], dataset[0]], [60, 0])
        with self.assertRaises(IndexError):
            dataset[61]
        generator = torch.Generator().manual_seed(1)
        shuffled = sum(self.batches(dataset, 2, shuffle=True, generator=generator), [])
        self.assertEqual(sorted(shuffled), list(range(61)))
        self.assertNotEqual(shuffled, list(range(61)))
        self.assertEqual(len(platen.torch.Dataset(self.recipe, "val")), 8)

    def test_images_become_tensors(self) -> None:
        dataset = platen.torch.Dataset(self.recipe, transform=lambda sample: torch.from_numpy(sample.image))
        self.assertEqual(dataset[0].dtype, torch.uint8)
