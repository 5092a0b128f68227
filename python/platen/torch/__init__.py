"""Recipes as datasets for PyTorch.

``IterableDataset`` is for training: an endless stream, each sample new. ``Dataset`` has samples by their index, for loaders that
shuffle, and hands them out by itself in the order of its ``sampler``. Both divide their samples among ranks and workers, and go on
exactly where a training stopped.
"""

from .indexed import Dataset
from .iterable import IterableDataset
from .order import Sampler
from .process import Transform

__all__ = ["Dataset", "IterableDataset", "Sampler", "Transform"]
