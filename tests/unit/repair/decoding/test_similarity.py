"""How similar bytes are to a codec's languages: capitals, and when a declaration is doubted."""

from __future__ import annotations

import pytest

from cleantext.repair.decoding.similarity import find_candidates, is_far_from

CODECS = ("cp1251", "cp1252", "cp874", "koi8-r", "mac-greek")
TEXT = "Вчера в городе открыли новую библиотеку для детей и взрослых."


@pytest.mark.parametrize("text", [TEXT, TEXT.upper()], ids=["small", "capitals"])
@pytest.mark.parametrize("codec", ["cp1251", "koi8-r"])
def test_capitals_are_as_similar_as_small_letters(codec: str, text: str) -> None:
    """The codec in which a text is language comes first, however it is written."""
    assert find_candidates(text.encode(codec), CODECS)[0].codec == codec


def test_a_few_letters_do_not_speak_against_a_declaration() -> None:
    """Under 24 bytes above ASCII the detector is wrong more often than who declares."""
    assert is_far_from(TEXT.encode("cp1251"), "cp874", CODECS)
    assert not is_far_from("Вчера в городе".encode("cp1251"), "cp874", CODECS)


def test_a_codec_that_the_detector_does_not_know_is_not_doubted() -> None:
    """Nothing can be said of it."""
    assert not is_far_from(TEXT.encode("cp1251"), "cp855", CODECS)
