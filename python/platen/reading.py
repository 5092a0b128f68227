"""Reading pictures with a trained model."""

import json
import os
import struct
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from .errors import PlatenError
from .program import find_program, finished


class Picture(Protocol):
    """An array of NumPy's, or a picture of Pillow's."""

    @property
    def __array_interface__(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Reading:
    """What a model reads on a picture.

    Attributes:
        text: what is written there.
        probability: of the whole text, 0 to 1.
        least_certain: the character that the model is least sure of; None where it read nothing.
        least_probability: that character's probability.
    """

    text: str
    probability: float
    least_certain: str | None = None
    least_probability: float | None = None


def read(
    model: str | os.PathLike[str],
    images: Iterable[Picture | str | os.PathLike[str]],
    *arguments: str,
) -> list[Reading]:
    """Reads pictures with a model, in their order.

    Args:
        model: the safetensors file of a run, or the name of a model that came along, such as ``numbers``.
        images: arrays, or Pillow's pictures, uint8, grey or RGB; or paths of pictures in any format that ``platen predict`` reads.
        arguments: more options of ``platen predict``, such as ``"--decoder", "beam"``.

    Raises:
        PlatenError: where a picture or the model can't be read.
    """
    if isinstance(images, (str, os.PathLike)) or (isinstance(images, np.ndarray) and images.ndim < 3):
        raise TypeError("images are several: write [image]")
    with tempfile.TemporaryDirectory(prefix="platen-") as folder:
        names: list[str] = []
        # What the program's words about a file mean to the caller.
        meant: dict[str, str] = {}
        for number, image in enumerate(images):
            if isinstance(image, (str, os.PathLike)):
                path = Path(image)
                if not path.is_file():
                    raise PlatenError(f"there is no picture {path}", 66)
                name = f"{number:09}{path.suffix}"
                os.symlink(path.absolute(), os.path.join(folder, name))
            else:
                name = f"{number:09}.png"
                path = Path(f"images[{number}]")
                Path(folder, name).write_bytes(_png(image, str(path)))
            names.append(name)
            meant[os.path.join(folder, name)] = str(path)
        if not names:
            return []
        command = [find_program(), "predict", folder, "--model", os.fspath(model), "--json", *arguments]
        try:
            lines = finished(command).splitlines()
        except PlatenError as error:
            message = str(error)
            for link, original in meant.items():
                message = message.replace(link, original)
            raise PlatenError(message, error.code) from None
    found: dict[str, Reading] = {}
    for line in lines:
        values = json.loads(line)
        # With --top a picture has several readings, the most probable first.
        found.setdefault(
            os.path.basename(values["path"]),
            Reading(
                values["text"], values["probability"], values.get("least_certain"), values.get("least_probability")
            ),
        )
    return [found[name] for name in names]


def _png(picture: Any, name: str) -> bytes:
    """A picture as a PNG file, without a library for pictures."""
    # Pillow's pictures are arrays, too; those of a palette hold numbers of colours, and no brightness.
    mode = getattr(picture, "mode", "L")
    if isinstance(mode, str) and mode not in ("L", "RGB"):
        raise PlatenError(f"{name} is of Pillow's mode {mode!r}: use its convert('RGB'), or convert('L')")
    image = np.asarray(picture)
    if image.dtype != np.uint8:
        raise PlatenError(f"an image must be of uint8, got {image.dtype} in {name}")
    if image.ndim == 3 and image.shape[2] == 1:
        image = image[:, :, 0]
    if not (image.ndim == 2 or (image.ndim == 3 and image.shape[2] == 3)) or 0 in image.shape:
        raise PlatenError(f"an image is (height, width) or (height, width, 3), got {image.shape} in {name}")
    height, width = image.shape[:2]
    rows = np.ascontiguousarray(image).reshape(height, -1)
    # Each row begins with the number of its filter: none.
    data = np.hstack([np.zeros((height, 1), np.uint8), rows]).tobytes()

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    colour = 0 if image.ndim == 2 else 2
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data, 1)) + chunk(b"IEND", b"")
