"""Floor 2: which files a source has, in the one order that every run sees them in."""

from __future__ import annotations

import fnmatch
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cleantext.corpus.formats import SUFFIXES, find_format
from cleantext.errors import CorpusError, InvalidOption, UnreadableDocument

__all__ = [
    "NOT_REGULAR",
    "SourceFile",
    "check_patterns",
    "check_regular",
    "check_unchanged",
    "find_root",
    "given_path",
    "nothing_to_read",
    "walk",
]

NOT_REGULAR = "not a regular file (a pipe, socket or device)"
"""Why a file is not read that could make its reader wait for ever."""
_STRANGE = "its suffix is not one that is read"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a source.

    ``path`` is relative to the source, with ``/``; ``size`` is in bytes, ``mtime_ns`` the time of
    its last change; ``problem`` says why it is not read, None if it is.
    """

    path: str
    size: int = 0
    mtime_ns: int = 0
    problem: str | None = None

    @property
    def is_of_no_format(self) -> bool:
        """Whether its name tells that it is none of the files that are read."""
        return self.problem is not None and self.problem.startswith(_STRANGE)


def given_path(path: str | Path, role: str) -> Path:
    """A path as somebody gave it; raises `CorpusError` if it is empty, or no path at all.

    Python would take an empty one for the current directory. What the system can't look at (a
    name that is too long, a loop of links, a directory that is forbidden) is no path. ``role``
    says what it is for.
    """
    if path == "":
        raise CorpusError(f"the {role} is an empty path; '.' is the current directory")
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        pass  # it may yet be made; who needs it there says so
    except (OSError, ValueError) as error:  # ValueError: a zero in its name
        reason = getattr(error, "strerror", None) or error
        raise CorpusError(
            f"the {role} {path} can't be used: {reason}; choose another path"
        ) from error
    return Path(path)


def find_root(source: Path) -> Path:
    """The directory that the paths of a source are relative to: itself, or a file's own.

    Raises `CorpusError` if the source is not there, or is not what can be read.
    """
    try:
        mode = source.stat().st_mode
    except OSError as error:
        raise CorpusError(f"the source {source} can't be read: {error.strerror}") from error
    if stat.S_ISDIR(mode):
        return source
    if not stat.S_ISREG(mode):
        raise CorpusError(f"the source {source} is neither a directory nor a file")
    if find_format(source.name) is None:
        raise CorpusError(f"the source {source} has no suffix that is read ({SUFFIXES})")
    return source.parent


def nothing_to_read(
    source: str | Path, files: Iterable[SourceFile], *, is_chosen: bool
) -> CorpusError:
    """The error for a source that has no file to read; ``is_chosen`` if patterns were given.

    ``files`` are those it has; the first that can't be read for another reason than its name is
    named.
    """
    chosen = ", or include and exclude leave none" if is_chosen else ""
    problems = (file for file in files if file.problem and not file.is_of_no_format)
    first = next((f"; {file.path}: {file.problem}" for file in problems), "")
    return CorpusError(
        f"the source {source} holds no file that is read ({SUFFIXES}){chosen}{first}"
    )


def check_patterns(include: Sequence[str], exclude: Sequence[str]) -> None:
    """Raise `InvalidOption` for one pattern in the place of a list: its ``*`` would match all."""
    if isinstance(include, str) or isinstance(exclude, str):
        raise InvalidOption("include and exclude take lists of patterns, not one pattern")


def walk(
    source: Path, *, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> Iterator[SourceFile]:
    """Give the files of a source, sorted by path, each directory read only when its turn comes.

    What belongs to the corpus: every file whose name does not begin with a dot, in every
    directory whose name does not. A symbolic link to a file is read as that file; one to a
    directory is not followed, so that there are no loops. What can't be read (such a link, a
    pipe or device, a suffix that is not known, a directory that can't be listed) comes with its
    ``problem``. ``include`` and ``exclude`` are shell patterns for the whole path, where ``*``
    also crosses ``/``: a file is left out if no pattern of a given ``include`` matches, or one of
    ``exclude`` does.

    A source that is a file is a corpus of that one file.
    """
    root = find_root(source)
    entries = _walk_directories(root) if root == source else iter([_describe(root, source.name)])
    for entry in entries:
        if include and not _matches(entry.path, include):
            continue
        if not _matches(entry.path, exclude):
            yield entry


def _matches(path: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)


def _walk_directories(root: Path) -> Iterator[SourceFile]:
    """The files under a directory, without recursion: directories can be nested deeply."""
    pending = [""]  # paths still to be seen, the next one last
    while pending:
        path = pending.pop()
        if path and not path.endswith("/"):
            yield _describe(root, path)
            continue
        try:
            pending += [path + name for name in reversed(_list_directory(root / path))]
        except OSError as error:
            yield SourceFile(_printable(path), problem=f"can't be listed: {error.strerror}")


def _list_directory(directory: Path) -> list[str]:
    """The names in a directory. Sorting a directory as ``name/`` sorts by the whole path."""
    with os.scandir(directory) as listing:
        return sorted(
            entry.name + "/" if entry.is_dir(follow_symlinks=False) else entry.name
            for entry in listing
            if not entry.name.startswith(".")
        )


def _describe(root: Path, path: str) -> SourceFile:
    shown = path if path.isascii() else _printable(path)
    if shown != path:
        return SourceFile(shown, problem=_explain_name(path))
    try:
        # A path object for each of millions of files would take longer than to look at it.
        status = os.stat(f"{root}{os.sep}{path}")  # noqa: PTH116
    except OSError as error:
        return SourceFile(path, problem=f"can't be read: {error.strerror}")
    problem = None
    if stat.S_ISDIR(status.st_mode):
        problem = "a symbolic link to a directory, which is not followed"
    elif not stat.S_ISREG(status.st_mode):
        problem = NOT_REGULAR
    elif find_format(path) is None:
        problem = f"{_STRANGE} ({SUFFIXES})"
    return SourceFile(path, status.st_size, status.st_mtime_ns, problem)


def check_regular(root: Path, path: str) -> None:
    """Raise `UnreadableDocument` for a pipe that has taken the place of a file since it was listed.

    Whether the file is there at all is told when it is opened.
    """
    with suppress(OSError):
        if not stat.S_ISREG(os.stat(f"{root}{os.sep}{path}").st_mode):  # noqa: PTH116
            raise UnreadableDocument(NOT_REGULAR)


def check_unchanged(root: Path, file: SourceFile) -> None:
    """Raise `UnreadableDocument` if a file is no longer what it was when it was listed."""
    with suppress(OSError):  # it is told below
        status = os.stat(f"{root}{os.sep}{file.path}")  # noqa: PTH116
        is_same = (status.st_size, status.st_mtime_ns) == (file.size, file.mtime_ns)
        if is_same and stat.S_ISREG(status.st_mode):
            return
    now = _describe(root, file.path)
    if now.problem:
        raise UnreadableDocument(now.problem)
    if now != file:
        raise UnreadableDocument("it has another size or time of change")


def _explain_name(path: str) -> str:
    """Why the name of a file can't be an id."""
    try:
        os.fsencode(path).decode()
    except UnicodeDecodeError:
        return "its name is not UTF-8, so it can't be an id; rename it"
    encoding = sys.getfilesystemencoding()
    return f"its name is UTF-8, and Python takes names for {encoding}; run with PYTHONUTF8=1"


def _printable(path: str) -> str:
    """The path itself, or, where its bytes are not UTF-8, with these bytes escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
