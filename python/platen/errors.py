"""What can go wrong."""

from typing import Any


class PlatenError(Exception):
    """The program failed, or is not there.

    Attributes:
        code: the program's exit code (64 usage, 65 bad data, 66 missing input, 74 input/output); None where it did not run.
    """

    def __init__(self, message: str, code: int | None = None):
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions travel from worker processes by their arguments, which are the message alone.
        return type(self), (self.args[0], self.code)


class SampleError(PlatenError):
    """A sample could not be drawn; those before it were.

    Attributes:
        index: its number in the split; None where it is none in particular.
    """

    def __init__(self, message: str, code: int | None = None, index: int | None = None):
        super().__init__(message, code)
        self.index = index

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.args[0], self.code, self.index)
