"""Finding the program and running it."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .errors import PlatenError

_SEE_ABOVE = "; see above"
_PACKAGE = Path(__file__).resolve().parent


def find_program() -> str:
    """The program's path: inside of this package, else what ``PLATEN`` names, else on the PATH.

    Raises:
        PlatenError: where there is none, with what to do.
    """
    inside = _PACKAGE / "bin" / "platen"
    if inside.is_file():
        return str(inside)
    named = os.environ.get("PLATEN")
    if named:
        if os.path.isfile(named) and os.access(named, os.X_OK):
            return os.path.abspath(named)
        raise PlatenError(f"PLATEN names {named}, which is no program: set it to the path of the program 'platen'")
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        found = shutil.which("platen", path=folder) if folder else None
        # The command that pip installs for this package starts what is looked for here.
        if found and _is_binary(found):
            return found
    raise PlatenError(
        "the program 'platen' is not there: install a wheel that has it inside, put it on the PATH, "
        "or name it in the environment variable PLATEN"
    )


def _is_binary(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


def config(name: str) -> Path:
    """The path of a recipe, or a training, that came with the program: ``config("numbers")``.

    Raises:
        PlatenError: where there is none of the name; it tells which there are.
    """
    folder = configs()
    path = folder / f"{name}.yml"
    if not path.is_file():
        names = ", ".join(sorted(file.stem for file in folder.glob("*.yml")))
        raise PlatenError(f"there is no config '{name}'; there are: {names}")
    return path


def configs() -> Path:
    """The folder of the recipes that came with the program: in the package, or in the sources around it."""
    for folder in (_PACKAGE / "share" / "platen" / "configs", _PACKAGE.parent.parent / "configs"):
        if folder.is_dir():
            return folder
    folder = Path(find_program()).resolve().parent.parent / "share" / "platen" / "configs"
    if folder.is_dir():
        return folder
    raise PlatenError("no configs came with this package: copy configs/ from Platen's sources")


def run(*arguments: str | os.PathLike[str] | int | float, cwd: str | os.PathLike[str] | None = None) -> str:
    """Runs a command of the program to its end: ``run("generate", "recipe.yml", "--output", "out")``.

    Returns:
        what it printed.

    Raises:
        PlatenError: what the program says, and its exit code.
    """
    words = (str(word) if isinstance(word, (int, float)) else os.fspath(word) for word in arguments)
    command = [find_program(), *words]
    return finished(command, cwd).decode(errors="replace")


def finished(command: Sequence[str], cwd: str | os.PathLike[str] | None = None) -> bytes:
    """What a command prints that runs to its end, as bytes.

    Raises:
        PlatenError: what the program says, and its exit code.
    """
    return outcome(command, cwd)[0]


def outcome(command: Sequence[str], cwd: str | os.PathLike[str] | None = None) -> tuple[bytes, bytes]:
    """What a command prints that runs to its end, and what it says beside that.

    Raises:
        PlatenError: what the program says, and its exit code.
    """
    try:
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd
        )
    except OSError as error:
        raise does_not_start(error) from None
    if result.returncode != 0:
        raise PlatenError(complaint(result.stderr, result.returncode), result.returncode)
    return result.stdout, result.stderr


def does_not_start(error: OSError) -> PlatenError:
    """What to say where the system starts no program, as for want of memory, of a right, or of the right processor."""
    return PlatenError(f"the program can't be started: {error}")


def complaint(errors: bytes, code: int) -> str:
    """The lines in which the program says what is wrong, each without ``error: ``."""
    lines = errors.decode(errors="replace").splitlines()
    faults = [line.removeprefix("error: ") for line in lines if line.startswith("error: ")]
    if any(fault.endswith(_SEE_ABOVE) for fault in faults):
        # What it was is in warnings, of which there may be thousands.
        warnings = [line.removeprefix("warning: ") for line in lines if line.startswith("warning: ")]
        more = [f"... and {len(warnings) - 10} more"] if len(warnings) > 10 else []
        faults = warnings[:10] + more + [fault.removesuffix(_SEE_ABOVE) for fault in faults]
    if faults:
        return "\n".join(faults)
    if code < 0:
        return f"platen was ended by signal {-code} ({_signal(-code)})"
    return lines[-1] if lines else f"platen ended with exit code {code}"


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"


def overriding(overrides: Sequence[str]) -> list[str]:
    """Changes to a recipe as arguments; none of them may pass for an option."""
    for change in overrides:
        key = change.split("=", 1)[0]
        if "=" not in change or key.startswith("-"):
            raise PlatenError(f"'{change}' is no change to a recipe: write key.path=value", 64)
    return list(overrides)
