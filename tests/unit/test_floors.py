"""The house: imports go down only, read from the source with ast."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import cleantext

ROOT = Path(cleantext.__file__).parent

FLOORS = {
    "errors": 0,
    "options": 0,
    "model": 0,
    "edits": 0,
    "normal_forms": 0,
    "words": 0,
    "dates": 0,
    "kernels": 0,
    "repair": 1,
    "page": 1,
    "neardup": 1,
    "corpus": 2,
    "cleaning": 2,
    "page_cleaning": 2,
    "profiles": 2,
    "cleaner": 3,
    "corpus_cleaning": 3,
    "file_cleaning": 3,
    "deduplication": 3,
    "engines": 3,
    "report": 4,
    "cli": 5,
    "__main__": 6,
}
# The floors within a room that has rooms: what stands higher may import what stands lower.
INNER_FLOORS = {
    "page": {
        "plain": 0,
        "features": 0,
        "element": 0,
        "binary": 0,
        "genre": 1,
        "classifier": 1,
        "furniture": 2,
        "profile": 3,
        "captions": 3,
        "html": 3,
        "boilerplate": 4,
        "story": 4,
    },
    "repair": {
        "leftovers": 0,
        "options": 0,
        "changes": 0,
        "screen": 0,
        "alphabets": 0,
        "language": 0,
        "decoding": 1,
        "lossy": 1,
        "normalization": 1,
        "entities": 1,
        "first_bytes": 1,
        "leads": 1,
        "lowered": 1,
        "certainty": 1,
        "characters": 2,
        "mojibake": 3,
        "composition": 4,
    },
}
# The door hands on names of every floor; the one thing that others take from it is its version.
DOOR = "__init__"


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(ROOT.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room a module belongs to: its first folder, or itself."""
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[str]:
    """The rooms of this house that a module imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute in this house"
            if node.module == "cleantext":
                names = [f"cleantext.{alias.name}" for alias in node.names]
            else:
                names = [node.module or ""]
        for name in names:
            parts = name.split(".")
            if parts[0] == "cleantext" and len(parts) > 1 and parts[1] != "__version__":
                yield parts[1]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    """A module imports its own room, or rooms below it; a room of floor 1 no other of floor 1."""
    room = room_of(path)
    if room == DOOR:
        return
    assert room in FLOORS, f"{room} has no floor yet: say in this test on which one it stands"
    for other in imported_rooms(path):
        if other == room:
            continue
        assert other in FLOORS, f"{path.relative_to(ROOT)} imports {other}, which is no room"
        assert FLOORS[other] <= FLOORS[room], f"{room} imports {other}, which is above it"
        both_on_floor_1 = FLOORS[other] == FLOORS[room] == 1
        assert not both_on_floor_1, f"{room} and {other} are both on floor 1"


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if FLOORS.get(room_of(path), 9) < 2],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_files_below_floor_2(path: Path) -> None:
    """No module below floor 2 opens a file: it neither calls open nor imports pathlib or os."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "open", f"{path.relative_to(ROOT)} opens a file"
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            first = {alias.name.split(".")[0] for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                first = {(node.module or "").split(".")[0]}
            assert not first & {"os", "pathlib", "io", "shutil", "tempfile"}, path


def imported_inner_rooms(path: Path, room: str) -> Iterator[str]:
    """What a module imports of its own room, also inside functions, by the first name there."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            parts = (node.module or "").split(".")
            if parts[:2] == ["cleantext", room]:
                yield from parts[2:3] or [alias.name for alias in node.names]


@pytest.mark.parametrize(
    "path",
    [
        path
        for room in INNER_FLOORS
        for path in sorted((ROOT / room).rglob("*.py"))
        if path != ROOT / room / "__init__.py"
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_imports_go_down_within_a_room(path: Path) -> None:
    """A module imports what stands in its own inner room, or on a lower floor of the room."""
    room, inner = path.relative_to(ROOT).parts[:2]
    floors, inner = INNER_FLOORS[room], inner.removesuffix(".py")
    for other in imported_inner_rooms(path, room):
        assert other == inner or floors[other] < floors[inner], f"{inner} imports {other}"


PLAIN = [path for path in (ROOT / "page").rglob("*.py") if "html" not in path.parts]


@pytest.mark.parametrize(
    "path", sorted(PLAIN), ids=lambda path: str(path.relative_to(ROOT / "page"))
)
def test_plain_text_needs_nothing_of_pages(path: Path) -> None:
    """What plain text and pages share, and what is for plain text alone, knows nothing of HTML."""
    source = path.read_text(encoding="utf-8")
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    assert not [
        node.module for node in imports if (node.module or "").startswith("cleantext.page.html")
    ]


@pytest.mark.parametrize("path", modules(), ids=str)
def test_what_a_module_gives_to_others_is_in_its_list(path: Path) -> None:
    """``__all__`` is the door of a module: nothing is taken from it by another way."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cleantext."):
            module = importlib.import_module(str(node.module))
            rooms = {each.name for each in pkgutil.iter_modules(getattr(module, "__path__", []))}
            given = {*getattr(module, "__all__", vars(module)), *rooms}
            assert not {each.name for each in node.names} - given, node.module


def test_one_concept_a_module() -> None:
    """No module is called utils or helpers: those are names for what has no place."""
    assert not [p for p in modules() if p.stem in {"utils", "util", "helpers", "misc", "common"}]
