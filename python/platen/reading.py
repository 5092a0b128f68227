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
from .program import find_program, outcome


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
        images: arrays, or Pillow's pictures, uint8, grey or RGB; or paths of pictures in any format that ``platen predict`` reads,
            whatever their names end in.
        arguments: more options of ``platen predict``, such as ``"--decoder", "beam"``.

    Raises:
        PlatenError: where a picture or the model can't be read; also with ``"--broken", "leave-out"``, since each picture has a
            reading here.
    """
    if _is_one(images):
        raise TypeError("images are several: write [image]")
    with tempfile.TemporaryDirectory(prefix="platen-") as folder:
        # What the program's words about a file mean to the caller, in the order of the pictures.
        meant: dict[str, str] = {}
        for number, image in enumerate(images):
            # What a picture is, its first bytes tell; but in a folder the program passes over what has no picture's ending.
            link = os.path.join(folder, f"{number:09}.png")
            if isinstance(image, (str, os.PathLike)):
                path = Path(image)
                if not path.is_file():
                    raise PlatenError(f"there is no picture {path}", 66)
                os.symlink(path.absolute(), link)
            else:
                path = Path(f"images[{number}]")
                Path(link).write_bytes(_png(image, str(path)))
            meant[link] = str(path)
        if not meant:
            return []
        command = [find_program(), "predict", folder, "--model", os.fspath(model), "--json", *arguments]
        try:
            output, words = outcome(command)
        except PlatenError as error:
            raise PlatenError(_for_caller(str(error), meant), error.code) from None
    found = _readings(output, arguments)
    missing = [link for link in meant if link not in found]
    if missing:
        raise PlatenError(_for_caller(_no_readings(missing, words), meant), 65)
    return [found[link] for link in meant]


def _is_one(images: Any) -> bool:
    """Whether it is one picture, though it may be iterated over."""
    if isinstance(images, (str, bytes, os.PathLike)):
        return True
    shape = getattr(images, "shape", None)
    if shape is None and hasattr(images, "__array_interface__"):
        shape = np.asarray(images).shape
    if not isinstance(shape, tuple):
        return False
    if len(shape) == 3:
        # An array of grey pictures has none that are as narrow as an RGB picture has channels.
        return shape[2] in (1, 3)
    return len(shape) == 2 or (len(shape) < 2 and isinstance(images, np.ndarray))


def _readings(output: bytes, arguments: tuple[str, ...]) -> dict[str, Reading]:
    """The readings that the program printed, by the pictures' paths."""
    found: dict[str, Reading] = {}
    for line in output.splitlines():
        try:
            values = json.loads(line)
            reading = Reading(
                values["text"], values["probability"], values.get("least_certain"), values.get("least_probability")
            )
            # With --top a picture has several readings, the most probable first.
            found.setdefault(values["path"], reading)
        except (ValueError, TypeError, KeyError):
            given = " ".join(arguments)
            raise PlatenError(f"with the arguments '{given}' 'platen predict' does not print readings", 64) from None
    return found


def _no_readings(missing: list[str], words: bytes) -> str:
    """What to say of pictures without a reading: the program's words about them, where it has any."""
    lines = [line.removeprefix("warning: ") for line in words.decode(errors="replace").splitlines()]
    told = [next((line for line in lines if line.startswith(f"{link}: ")), link) for link in missing[:10]]
    more = [f"... and {len(missing) - 10} more"] if len(missing) > 10 else []
    count = "1 picture has" if len(missing) == 1 else f"{len(missing)} pictures have"
    return "\n".join([*told, *more, f"{count} no reading: leave them out of the images"])


def _for_caller(message: str, meant: dict[str, str]) -> str:
    for link, original in meant.items():
        message = message.replace(link, original)
    return message


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
