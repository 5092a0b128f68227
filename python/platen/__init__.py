"""Pictures of text with labels, boxes and masks, drawn from a recipe.

>>> import platen
>>> recipe = platen.Recipe("numbers.yml", overrides={"text.number.digits": 5})
>>> for sample in recipe.samples(split="train", start=0, count=2):
...     print(sample.index, sample.label, sample.image.shape)

A sample depends on the recipe, its seed, the split and the index alone, whatever draws it.
"""

from .errors import PlatenError, SampleError
from .program import config, find_program, run
from .reading import Reading, read
from .recipe import Recipe
from .sample import Sample
from .stream import Header, SampleReader, SampleStream, read_stream
from .version import __version__

__all__ = [
    "Header",
    "PlatenError",
    "Reading",
    "Recipe",
    "Sample",
    "SampleError",
    "SampleReader",
    "SampleStream",
    "__version__",
    "config",
    "find_program",
    "read",
    "read_stream",
    "run",
]
