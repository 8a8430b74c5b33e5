"""UTF-16 and UTF-32 without a mark are told from other texts that have zero bytes."""

from __future__ import annotations

import pytest

from cleantext.repair.decoding.decode import decode

WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
TEXTS = {
    "ellipsis": "We went down to the quay… and nobody was there.",
    "bullets": "• bread\n• cheese\n• three eggs",
    "trade mark": "A Thermos™ of tea for the crew.",
    "heart": "See you tomorrow ♥ and bring the boat.",
    "kana": "きょうは とても いい てんき です。",
    "han with digits": "这座桥建于1903年，全长三百米。",
    "hangul": "오늘은 날씨가 아주 좋습니다.",
    "thai": "วันนี้ อากาศ ดี มาก",
    "cyrillic": "Сегодня “хорошая” погода…",
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("codec", WIDE)
def test_wide_text_is_read_whatever_signs_it_has(codec: str, name: str) -> None:
    """A sign whose two bytes are both ASCII, such as an ellipsis, does not hide the encoding."""
    assert decode(TEXTS[name].encode(codec)) == TEXTS[name]


@pytest.mark.parametrize("codec", WIDE[:2])
def test_half_a_surrogate_pair_costs_one_character(codec: str) -> None:
    """What is broken is one U+FFFD; the rest is read."""
    first, second = "The ferry left the quay " * 4, "with nobody on board."
    broken = first.encode(codec) + "\ud83d".encode(codec, "surrogatepass") + second.encode(codec)
    assert decode(broken) == f"{first}\N{REPLACEMENT CHARACTER}{second}"


@pytest.mark.parametrize("codec", WIDE[:2])
def test_a_zero_character_does_not_hide_the_encoding(codec: str) -> None:
    """Text that ends its lines with NUL is read, and keeps them."""
    text = "A line that is ended as C ends strings, which is a long one.\0\n" * 3
    assert decode(text.encode(codec)) == text


@pytest.mark.parametrize("codec", WIDE[:2])
def test_a_declaration_is_enough_where_no_byte_is_zero(codec: str) -> None:
    """A long text without a space or a line break is read as it was declared."""
    text = "昨日町に新しい図書館が開館し多くの人が訪れました。" * 200
    assert decode(text.encode(codec), declared=codec) == text


def test_utf16_is_little_endian_where_the_label_does_not_say() -> None:
    """So says the Encoding Standard; the machine has no part in it."""
    text = "日本語の文章です。"
    assert decode(text.encode("utf-16-le"), declared="UTF-16") == text


LEGACY = {
    "cp1252": "Le garçon était déjà là, à côté de sa mère, et la forêt brûlait.",
    "cp1250": "Zażółć gęślą jaźń, powiedział mężczyzna przed sklepem.",
    "cp1251": "В городе вчера открыли новую библиотеку для детей.",
    "koi8-u": "Учора в місті відкрили нову бібліотеку для дітей.",
    "cp1253": "Χθες άνοιξε στην πόλη μια νέα βιβλιοθήκη για παιδιά.",
    "cp1255": "אתמול נפתחה בעיר ספרייה חדשה לילדים.",
    "cp932": "昨日、町に新しい図書館が開館し、多くの人が訪れました。",
    "gb18030": "昨天，城里新开了一家图书馆，很多人前来参观。",
    "cp949": "어제 도시에 새 도서관이 문을 열어 많은 사람들이 찾았습니다.",
    "cp874": "เมื่อวานนี้ มีการเปิดห้องสมุดแห่งใหม่ในเมือง",
}


@pytest.mark.parametrize("separator", ["\0", "\1", "\x1f"])
@pytest.mark.parametrize("codec", LEGACY)
def test_zero_bytes_between_texts_are_no_sign_of_utf16(codec: str, separator: str) -> None:
    """Fields that a control separates are read as if a space did, in UTF-8 and in code pages."""
    text = separator.join([LEGACY[codec]] * 3) + separator
    assert decode(text.encode(codec)) == text
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "line", ["{0:8}{1:8}", "{0} {1} {0} {1} {0}", "                {0}", "<td>        </td>"]
)
def test_one_zero_byte_makes_no_wide_text_of_a_table(line: str) -> None:
    """Spaces and digits in pairs are signs of one block of Unicode: daggers, primes, bullets."""
    data = "".join(line.format(n % 10, n * n) + "\n" for n in range(60)).encode() + b"\0"
    assert decode(data) == data.decode("ascii")
