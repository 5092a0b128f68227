"""One picture of text and what is known about it."""

import json
import struct
from typing import TYPE_CHECKING, Any

import numpy as np

_HEAD = struct.Struct("<QIIIIIIII")
_SIZE = _HEAD.size
_unpack = _HEAD.unpack_from


class Sample:
    """One picture of text and what is known about it.

    Attributes:
        index: the sample's number in its split, from 0.
        image: uint8, ``(height, width)`` where it is grey, ``(height, width, 3)`` for RGB.
        label: what is written, in logical order.
        mask: uint8, ``(height, width)``: how much ink lies on each pixel, 255 where all is ink, before ink colour and
            camera; None where masks were not asked for.
        boxes: float32, ``(characters, 4, 2)``: x and y of each character's corners, px, clockwise from its top left as
            the text reads; None where boxes were not asked for.
        quad: float32, ``(4, 2)``: the whole text's corners; None where boxes were not asked for.
        characters: the texts of the boxes, a grapheme cluster each.
        attempt: how many tries at this sample were thrown away.
    """

    __slots__ = ("index", "image", "label", "mask", "boxes", "quad", "characters", "attempt", "_choices", "_frame")

    boxes: np.ndarray | None
    quad: np.ndarray | None
    characters: list[str]
    _choices: bytes | dict[str, Any]
    _frame: tuple[bytearray, int | None, int, int]

    def __init__(
        self,
        index: int,
        image: np.ndarray,
        label: str,
        mask: np.ndarray | None = None,
        boxes: np.ndarray | None = None,
        quad: np.ndarray | None = None,
        characters: list[str] | None = None,
        attempt: int = 0,
        choices: bytes | dict[str, Any] = b"",
    ):
        self.index = index
        self.image = image
        self.label = label
        self.mask = mask
        self.boxes = boxes
        self.quad = quad
        self.characters = characters if characters is not None else []
        self.attempt = attempt
        self._choices = choices

    @classmethod
    def of_frame(cls, body: bytearray, has_boxes: bool) -> "Sample":
        """A sample of the body of its frame, which it keeps: docs/stream.md describes the bytes.

        What takes time to unpack waits until it is asked for: most programs want the picture and the label alone.

        Args:
            body: the frame's bytes behind its head, in memory of their own.
            has_boxes: whether quads come with each sample of the stream.
        """
        self = cls.__new__(cls)
        self.index, width, height, channels, self.attempt, quads, mask_size, label_size, choice_size = _unpack(body)
        # Four corners of each quad, and the size of each character's text.
        start = _SIZE + (36 * quads - 4 if has_boxes else 0)
        self.image = np.ndarray((height, width) if channels == 1 else (height, width, channels), np.uint8, body, start)
        place = start + width * height * channels
        self.mask = np.ndarray((height, width), np.uint8, body, place) if mask_size else None
        place += mask_size
        self.label = body[place : place + label_size].decode()
        self._frame = (body, quads if has_boxes else None, place + label_size, choice_size)
        return self

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # Called for what was not set yet.
            if name not in ("boxes", "quad", "characters", "_choices"):
                raise AttributeError(f"a sample has no '{name}'")
            value = self._unpacked(name)
            setattr(self, name, value)
            return value

    def _unpacked(self, name: str) -> Any:
        """What was left for later, of the frame."""
        body, quads, place, choice_size = self._frame
        if name == "_choices":
            return bytes(body[place : place + choice_size])
        if quads is None:
            return [] if name == "characters" else None
        if name != "characters":
            corners = np.frombuffer(body, np.float32, 8 * quads, _SIZE).reshape(quads, 4, 2)
            return corners[1:] if name == "boxes" else corners[0]
        place += choice_size
        characters = []
        for size in struct.unpack_from(f"<{quads - 1}I", body, _SIZE + 32 * quads):
            characters.append(body[place : place + size].decode())
            place += size
        return characters

    def __reduce__(self) -> tuple[Any, ...]:
        # What else lies in the frame is not sent along.
        fields = (self.index, self.image, self.label, self.mask, self.boxes, self.quad, self.characters, self.attempt)
        return Sample, (*fields, self._choices)

    @property
    def choices(self) -> dict[str, Any]:
        """Every value that was drawn, by the key of the recipe: ``{"camera.blur.sigma": 0.4}``.

        A choice that was made more than once has ``#2``, ``#3`` ... after its name from the second time on. Empty where
        choices were not asked for.
        """
        if isinstance(self._choices, bytes):
            self._choices = json.loads(self._choices) if self._choices else {}
        return self._choices

    def __repr__(self) -> str:
        return f"Sample(index={self.index}, label={self.label!r}, image={self.image.shape})"
