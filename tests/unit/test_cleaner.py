"""Cleaner: clean with its options bound, for pools and pipelines."""

from __future__ import annotations

import pickle

import pytest

from cleantext import Cleaner, CleanOptions, InvalidOption, clean

TEXTS = [f"The harbourâs gate number {n} &amp; its keeper." for n in range(300)]


def test_a_cleaner_cleans_as_clean_does() -> None:
    """A call gives what clean gives, with the options bound."""
    options = CleanOptions(repair=None)
    assert Cleaner(options)(TEXTS[0]) == clean(TEXTS[0], options) == TEXTS[0]


def test_a_cleaner_survives_pickling() -> None:
    """A pool can send it to another process."""
    cleaner = Cleaner(CleanOptions(captions="drop"))
    assert pickle.loads(pickle.dumps(cleaner)) == cleaner


def test_a_batch_does_not_depend_on_the_workers() -> None:
    """One process or two, as soon as there is enough for two: the same texts in the same order."""
    assert Cleaner().batch(TEXTS) == [clean(text) for text in TEXTS]
    many = [f"{text} {'It rained. ' * 500}" for text in TEXTS]
    one = Cleaner().batch(many)
    assert len(one) == len(many)
    assert Cleaner().batch(many, workers=2) == one
    assert Cleaner().batch([], workers=2) == []


def test_a_small_batch_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is cleaned before another process would have started."""
    monkeypatch.setattr("multiprocessing.get_context", None)
    assert Cleaner().batch(TEXTS, workers=2) == Cleaner().batch(TEXTS)


def test_what_is_no_text_is_named_with_its_place() -> None:
    """A table's empty cell among the texts is found before anything is cleaned."""
    with pytest.raises(TypeError, match=r"batch\(\) takes texts; got float at index 1"):
        Cleaner().batch(["One.", float("nan")])  # type: ignore[list-item]  # wrong on purpose


def test_no_worker_is_refused() -> None:
    """Fewer than one worker is an invalid option, by name."""
    with pytest.raises(InvalidOption, match="workers must be a whole number, at least 1; got 0"):
        Cleaner().batch(TEXTS, workers=0)


def test_one_text_is_no_batch() -> None:
    """A text given for a list of texts is not cleaned letter by letter."""
    with pytest.raises(TypeError, match="takes a list of texts, not one text"):
        Cleaner().batch(TEXTS[0])


def test_texts_that_can_be_read_once_are_all_cleaned() -> None:
    """A generator of texts is a batch as a list of them is."""
    assert Cleaner().batch(text for text in TEXTS) == Cleaner().batch(TEXTS)


@pytest.mark.parametrize("workers", ["2", 1.5, True, None])
def test_workers_are_a_whole_number(workers: object) -> None:
    """Anything else is an invalid option that shows what was given."""
    with pytest.raises(InvalidOption, match=f"at least 1; got {workers!r}"):
        Cleaner().batch(TEXTS, workers=workers)  # type: ignore[arg-type]  # wrong on purpose


def test_wrong_options_are_refused_at_once() -> None:
    """A Cleaner that could clean nothing is not made."""
    with pytest.raises(TypeError, match="options must be CleanOptions"):
        Cleaner("collapse")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(TypeError, match="profile must be a SiteProfile"):
        Cleaner(profile="profile.json")  # type: ignore[arg-type]  # wrong on purpose
