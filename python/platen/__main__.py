"""Runs the program: ``python -m platen generate ...``."""

import os
import sys

from .errors import PlatenError
from .program import does_not_start, find_program


def main() -> None:
    """Becomes the program, with this process's arguments."""
    try:
        program = find_program()
    except PlatenError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(66)
    try:
        os.execv(program, ["platen", *sys.argv[1:]])
    except OSError as error:
        print(f"error: {does_not_start(error)}: {program}", file=sys.stderr)
        sys.exit(71)


if __name__ == "__main__":
    main()
