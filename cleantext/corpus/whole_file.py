"""Floor 2: one file that appears whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cleantext.errors import CorpusError

__all__ = ["reason_of", "written_path", "written_whole"]


@contextmanager
def written_whole(path: Path, role: str) -> Iterator[Path]:
    """Give an empty file beside ``path`` to be written, which takes its name and place at the end.

    Where ``path`` is a symbolic link, it stays one, and what it leads to is written. ``role`` says
    what the file is. After an error nothing is left of it. Raises `CorpusError` if it can't be
    written, and if another process is writing it, or left it half written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with written_whole(Path(folder, "story.txt"), "destination") as place:
    ...         _ = place.write_text("The ferry is back.")
    ...     [path.name for path in Path(folder).iterdir()]
    ['story.txt']
    """
    path = written_path(path)
    partial = path.with_name(path.name + ".partial")
    try:
        partial.touch(exist_ok=False)
    except FileExistsError as error:
        raise CorpusError(
            f"{partial} is where {path} would be written until it is whole, and it is there "
            "already: another run is at work, or left it; move it away"
        ) from error
    except OSError as error:
        raise CorpusError(f"the {role} {path} can't be written: {reason_of(error)}") from error
    try:
        yield partial
        partial.replace(path)
    except BaseException as error:
        with suppress(OSError):
            partial.unlink()
        if isinstance(error, OSError):
            raise CorpusError(f"the {role} {path} can't be written: {reason_of(error)}") from error
        raise


def written_path(path: Path) -> Path:
    """What is written where this is the destination: a symbolic link stays, and it leads there.

    What takes the name of a link by renaming would take its place.
    """
    try:
        return path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        raise CorpusError(f"the destination {path} can't be written: {error}") from error


def reason_of(error: OSError) -> str:
    """What an error of the system says, without its number and the name of a file of ours.

    >>> reason_of(FileNotFoundError(2, "No such file or directory", "x.partial"))
    'No such file or directory'
    """
    return error.strerror or str(error)
