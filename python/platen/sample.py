"""One picture of text and what is known about it."""

import json
from typing import Any

import numpy as np


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

    __slots__ = ("index", "image", "label", "mask", "boxes", "quad", "characters", "attempt", "_choices")

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
