"""Which files belong to a source, in which order, and what is said of the others."""

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleantext.corpus.source import SourceFile, check_unchanged, find_root, nothing_to_read, walk
from cleantext.errors import CorpusError, UnreadableDocument


def write(root: Path, *paths: str) -> None:
    """Make files that hold their own path."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, encoding="utf-8")


def problems(root: Path) -> dict[str, str | None]:
    """What is said of each file."""
    return {file.path: file.problem for file in walk(root)}


def test_order_is_that_of_the_whole_path(tmp_path: Path) -> None:
    """Files come sorted by their path as one string, though directories are walked."""
    names = ["a/x.txt", "a-b/x.txt", "a.txt", "a0.txt", "a/b/c.txt", "Z.txt", "é/x.txt", "a/b.txt"]
    write(tmp_path, *names)
    found = [file.path for file in walk(tmp_path)]
    assert found == sorted(names)


def test_hidden_files_and_directories_are_no_part_of_the_corpus(tmp_path: Path) -> None:
    """A name that begins with a dot is left out without a word."""
    write(tmp_path, "a.txt", ".hidden.txt", ".git/b.txt")
    assert list(problems(tmp_path)) == ["a.txt"]


def test_unknown_suffix_is_reported(tmp_path: Path) -> None:
    """Nothing disappears silently: a file of another kind comes with its problem."""
    write(tmp_path, "photo.jpg")
    assert "its suffix is not one that is read (.txt .md" in str(problems(tmp_path)["photo.jpg"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in directories")
def test_pipe_is_reported_and_not_opened(tmp_path: Path) -> None:
    """A FIFO, which would block for ever, is only looked at."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert problems(tmp_path) == {"pipe.txt": "not a regular file (a pipe, socket or device)"}


def test_symbolic_links(tmp_path: Path) -> None:
    """A link to a file is that file; one to a directory is not followed, so nothing loops."""
    source = tmp_path / "source"
    write(tmp_path, "elsewhere/a.txt", "source/sub/b.txt")
    (source / "file.txt").symlink_to(tmp_path / "elsewhere/a.txt")
    (source / "directory").symlink_to(tmp_path / "elsewhere")
    (source / "sub/loop").symlink_to(source)
    (source / "self.txt").symlink_to(source / "self.txt")
    (source / "nowhere.txt").symlink_to(tmp_path / "nowhere")
    assert problems(source) == {
        "directory": "a symbolic link to a directory, which is not followed",
        "file.txt": None,
        "nowhere.txt": "can't be read: No such file or directory",
        "self.txt": "can't be read: Too many levels of symbolic links",
        "sub/b.txt": None,
        "sub/loop": "a symbolic link to a directory, which is not followed",
    }


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names that are any bytes")
def test_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    """Such a name can't be an id; it is shown with its bytes escaped."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x", encoding="utf-8")
    assert problems(tmp_path) == {
        "caf\\xe9.txt": "its name is not UTF-8, so it can't be an id; rename it"
    }


def test_directory_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reported, and the walk goes on behind it."""
    write(tmp_path, "a/1.txt", "b/2.txt")
    real = os.scandir

    def forbid(path: Path) -> object:
        if path == tmp_path / "a":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", forbid)
    assert problems(tmp_path) == {"a/": "can't be listed: Permission denied", "b/2.txt": None}


def test_what_can_not_be_read_is_named_where_nothing_else_is_there(tmp_path: Path) -> None:
    """Its reason is shown, and not that of files of other kinds."""
    (tmp_path / "photo.jpg").write_bytes(b"")
    (tmp_path / "z.txt").symlink_to(tmp_path / "gone")
    error = nothing_to_read(tmp_path, walk(tmp_path), is_chosen=False)
    assert str(error).endswith("; z.txt: can't be read: No such file or directory")


def test_deep_directories(tmp_path: Path) -> None:
    """Directories deeper in each other than functions can call each other are no problem."""
    deepest = tmp_path.joinpath(*["d"] * 300)
    deepest.mkdir(parents=True)
    (deepest / "a.txt").touch()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        found = list(walk(tmp_path))
    finally:
        sys.setrecursionlimit(limit)
    assert [file.problem for file in found] == [None]


def test_include_and_exclude(tmp_path: Path) -> None:
    """Patterns are for the whole path, and a star crosses slashes."""
    write(tmp_path, "a.txt", "news/b.txt", "news/c.md", "blog/d.txt")
    found = [f.path for f in walk(tmp_path, include=["*.txt"], exclude=["blog/*"])]
    assert found == ["a.txt", "news/b.txt"]


def test_source_that_is_a_file(tmp_path: Path) -> None:
    """It is a corpus of that one file."""
    write(tmp_path, "a.txt", "b.txt")
    assert find_root(tmp_path / "a.txt") == tmp_path
    assert [file.path for file in walk(tmp_path / "a.txt")] == ["a.txt"]


def test_source_that_is_not_there(tmp_path: Path) -> None:
    """The message names it."""
    with pytest.raises(CorpusError, match="gone can't be read: No such file or directory"):
        find_root(tmp_path / "gone")


def test_source_with_an_unknown_suffix(tmp_path: Path) -> None:
    """The message says which suffixes are read."""
    write(tmp_path, "a.jpg")
    with pytest.raises(CorpusError, match=r"a\.jpg has no suffix that is read \(\.txt"):
        find_root(tmp_path / "a.jpg")


def test_source_that_is_a_device() -> None:
    """Neither a directory nor a file."""
    with pytest.raises(CorpusError, match="neither a directory nor a file"):
        find_root(Path("/dev/null"))


def test_check_unchanged(tmp_path: Path) -> None:
    """A file that was changed or removed since it was listed is noticed."""
    write(tmp_path, "a.txt")
    (file,) = walk(tmp_path)
    check_unchanged(tmp_path, file)
    with pytest.raises(UnreadableDocument, match="another size or time"):
        check_unchanged(tmp_path, SourceFile(file.path, file.size + 1, file.mtime_ns))
    (tmp_path / "a.txt").unlink()
    with pytest.raises(UnreadableDocument, match="No such file"):
        check_unchanged(tmp_path, file)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names have one encoding")
def test_names_where_python_takes_them_for_something_else(tmp_path: Path) -> None:
    """A name is not blamed for the encoding that the machine is set to."""
    write(tmp_path, "b.txt", "caf\u00e9.txt")
    program = (
        "import sys; from pathlib import Path; from cleantext.corpus.source import walk\n"
        "for file in walk(Path(sys.argv[1])): print(ascii(file.path), file.problem)"
    )
    legacy = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path],
        env=os.environ | legacy, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "'b.txt' None",
        "'caf\\xe9.txt' its name is UTF-8, and Python takes names for ascii; run with PYTHONUTF8=1",
    ]
