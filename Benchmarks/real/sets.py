"""Sets of real pictures: their labels, the halves that they are shared out into, and how texts are compared."""

import hashlib
from pathlib import Path

HALVES = ("tuning", "untouched")
ENDINGS = {".png", ".jpg", ".jpeg"}


def half(name):
    """The half to which a picture belongs, whatever other pictures there are. The two pictures of one receipt, which bear
    its name in two folders, stay together."""
    return HALVES[hashlib.sha256(Path(name).stem.encode()).digest()[0] % 2]


def labels(folder):
    """The labels of a folder's pictures, by their paths in it: those of labels.tsv (a file, a tab, what is written), or
    the pictures' own names where there is no such file."""
    listed = folder / "labels.tsv"
    if listed.exists():
        rows = (line.split("\t", 1) for line in listed.read_text(encoding="utf-8").splitlines() if "\t" in line)
        return dict(rows)
    pictures = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
    return {str(path.relative_to(folder)): path.stem for path in pictures}


class Comparison:
    """How the texts of a set are compared: without white space and case, and where no label has a mark, without marks."""

    def __init__(self, texts):
        self.characters = sorted({character for text in texts for character in self._bare(text)})
        self.has_marks = any(not character.isalnum() for character in self.characters)

    @staticmethod
    def _bare(text):
        return "".join(text.split()).casefold()

    def plain(self, text):
        """A text as it is compared."""
        bare = self._bare(text)
        return bare if self.has_marks else "".join(character for character in bare if character.isalnum())

    @property
    def alphabet(self):
        """What a reader may read that is held to the set: its characters in both cases."""
        return sorted({case for character in self.characters for case in (character, character.upper())})
