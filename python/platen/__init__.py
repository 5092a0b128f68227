"""Pictures of text with labels, boxes and masks, drawn from a recipe.

>>> import platen
>>> recipe = platen.Recipe("numbers.yml", overrides={"text.number.digits": 5})
>>> for sample in recipe.samples(split="train", start=0, count=2):
...     print(sample.index, sample.label, sample.image.shape)

A sample depends on the recipe, its seed, the split and the index alone, whatever draws it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .errors import PlatenError, SampleError
from .program import config, find_program, run
from .version import __version__

if TYPE_CHECKING:
    from .reading import Reading, read
    from .recipe import Recipe
    from .sample import Sample
    from .stream import Header, SampleReader, SampleStream, read_stream

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

# What needs NumPy, by the module that has it: loaded when it is first used, so that the command `platen` starts at once, and works
# without NumPy.
_MODULES = {
    "Reading": "reading",
    "read": "reading",
    "Recipe": "recipe",
    "Sample": "sample",
    "Header": "stream",
    "SampleReader": "stream",
    "SampleStream": "stream",
    "read_stream": "stream",
}


def __getattr__(name: str) -> Any:
    module = _MODULES.get(name, name if name in _MODULES.values() else None)
    if module is None:
        raise AttributeError(f"module 'platen' has no attribute '{name}'")
    try:
        loaded = import_module(f".{module}", __name__)
    except ModuleNotFoundError as error:
        if error.name != "numpy":
            raise
        raise ImportError(
            f"platen.{name} hands out pictures as NumPy arrays, and this Python has no NumPy: "
            "install it with 'pip install numpy' (platen.run and the command 'platen' work without it)"
        ) from None
    value = loaded if name == module else getattr(loaded, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
