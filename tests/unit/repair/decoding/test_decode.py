"""decode: which encoding it finds, in which order, and that it never fails or drops a byte."""

from __future__ import annotations

import codecs
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cleantext.repair.decoding.declared import find_codec
from cleantext.repair.decoding.decode import decode

GOLDEN = Path(__file__).parents[3] / "golden" / "decode"


def load(name: str) -> list[dict[str, Any]]:
    """The cases of a file."""
    cases: list[dict[str, Any]] = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    return cases


@pytest.mark.parametrize("case", load("single.json"), ids=lambda case: case["codec"])
def test_a_sentence_is_read_without_a_declaration(case: dict[str, str]) -> None:
    """One sentence is enough to find its encoding."""
    assert decode(case["text"].encode(case["codec"])) == case["text"]


@pytest.mark.parametrize("case", load("mixed.json"), ids=lambda case: case["why"])
def test_parts_in_two_encodings_are_read_each_in_its_own(case: dict[str, Any]) -> None:
    """UTF-8 with islands, and the reverse, come out as one text without mojibake."""
    data = b"".join(text.encode(codec) for text, codec in case["parts"])
    assert decode(data) == "".join(text for text, _ in case["parts"])


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_removed(mark: bytes, codec: str) -> None:
    """A mark outweighs any declaration, and is no part of the text."""
    assert decode(mark + "né 東".encode(codec), declared="koi8-r") == "né 東"


def test_valid_utf8_outweighs_a_declaration() -> None:
    """A page that says Latin-1 and is valid UTF-8 is UTF-8."""
    data = '<meta charset="iso-8859-1">Über'.encode()
    assert decode(data, declared="latin-1", html=True).endswith("Über")


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("latin-1", b"\x93caf\xe9\x94", "“café”"),
        ("text/html; charset=ISO-8859-1", b"\x80 5", "€ 5"),
        ("gb2312", "㊣".encode("gb18030"), "㊣"),
        ("shift_jis", "①".encode("cp932"), "①"),
        ("x-sjis", "髙".encode("cp932"), "髙"),
        ("ks_c_5601-1987", "똠".encode("cp949"), "똠"),
        ("euc-jp", "①".encode("euc_jis_2004"), "①"),
        ("big5", "裏".encode("cp950"), "裏"),
        ("'KOI8-R'", "Дом".encode("koi8-r"), "Дом"),
        ("utf-7", b"caf+AOk-", "café"),
        ("hz-gb-2312", b"~{VPND~}", "中文"),
        ("iso-2022-kr", "한국".encode("iso2022_kr"), "한국"),
        ("cp037", "Hello".encode("cp037"), "Hello"),
        ("utf-16", "日本語".encode("utf-16-le"), "日本語"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(label: str, data: bytes, text: str) -> None:
    """A declared label is read with the larger code page that is used under its name."""
    assert decode(data, declared=label) == text


@pytest.mark.parametrize(
    ("labels", "codec"),
    [
        ("unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf8mb4", "utf-8"),
        ("iso88592 iso_8859-2:1987 l2 csisolatin2", "iso8859-2"),
        ("iso88597 sun_eu_greek elot_928 greek8", "iso8859-7"),
        ("csiso88598e csiso88598i iso-8859-8-i logical visual", "iso8859-8"),
        ("csiso88596e csiso88596i iso-8859-6-e iso-8859-6-i asmo-708", "iso8859-6"),
        ("csisolatin9 iso885915 l9", "iso8859-15"),
        ("iso88599 x-cp1254 latin5 iso-8859-9", "cp1254"),
        ("iso885911 tis-620 dos-874 windows-874", "cp874"),
        ("x-cp1253 windows-1253 win1253 windows1253 cp-1253", "cp1253"),
        ("csmacintosh mac macintosh x-mac-roman", "mac-roman"),
        ("csgb2312 gb_2312 gb_2312-80 chinese x-gbk windows-936", "gb18030"),
        ("cn-big5 csbig5 x-x-big5", "big5"),
        ("cseucpkdfmtjapanese x-euc-jp", "euc_jp"),
        ("cseuckr csksc56011987 iso-ir-149 ks_c_5601-1989 ksc_5601 windows-949", "cp949"),
        ("csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16", "utf-16-le"),
        ("unicodefffe utf-16be", "utf-16-be"),
        ("replacement x-user-defined iso-2022-cn windows-9 cp99999", None),
    ],
)
def test_the_labels_of_the_encoding_standard_are_known(labels: str, codec: str | None) -> None:
    """Also those that Python's registry lacks, and code pages by their number alone."""
    assert {find_codec(label) for label in labels.split()} == {codec}


@pytest.mark.parametrize("label", ["", "klingon", "hex", "rot13", "idna", "a\0b", "ü" * 99, "../x"])
def test_a_label_that_names_no_text_encoding_is_passed_over(label: str) -> None:
    """An unknown or hostile label changes nothing."""
    data = "Le café était fermé à midi.".encode("cp1252")
    assert decode(data, declared=label) == decode(data)


@pytest.mark.parametrize(
    "head",
    [
        b'<meta charset="windows-1251">',
        b"<META http-equiv=Content-Type content='text/html; charset = windows-1251'>",
        b'<?xml version="1.0" encoding="windows-1251"?>',
        b'<!-- <meta charset="koi8-r"> --><meta charset="cp1251">',
        b"<style>" + b"p { color: red }\n" * 3_000 + b"</style><meta charset=windows-1251>",
    ],
)
def test_html_declares_its_own_encoding(head: bytes) -> None:
    """A meta element or an XML declaration is followed where html is asked for."""
    assert decode(head + "<p>Да".encode("cp1251"), html=True).endswith("<p>Да")


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", "windows-1253", "iso-8859-9"])
@pytest.mark.parametrize("form", ['<meta charset="{}">', '<?xml version="1.0" encoding="{}"?>'])
def test_a_wrong_declaration_inside_is_no_evidence(declared: str, form: str) -> None:
    """The detector reads it, too, and would say of each page that it is right."""
    story = "В посёлке вчера открыли новую библиотеку, и все жители пришли на праздник. " * 3
    data = form.format(declared).encode() + f"<p>{story}".encode("cp1251")
    assert decode(data, html=True).endswith(story)


def test_a_declaration_from_outside_comes_before_the_one_inside() -> None:
    """The HTTP header outweighs the meta element."""
    data = b'<meta charset="koi8-r">' + "Москва".encode("cp1251")
    assert decode(data, declared="windows-1251", html=True).endswith("Москва")


def test_a_declaration_that_makes_no_language_is_not_believed() -> None:
    """Russian text that a server's default calls Latin-1 is still read as Russian."""
    text = "В городе вчера открыли новую библиотеку."
    assert decode(text.encode("cp1251"), declared="iso-8859-1") == text


@pytest.mark.parametrize(
    ("codec", "label", "text"),
    [
        ("cp949", "gbk", "어제 도시에 새 도서관이 문을 열어 많은 사람들이 찾아왔다."),
        ("cp932", "gbk", "昨日、町に新しい図書館が開館し、多くの人が訪れました。"),
        ("cp1255", "windows-874", "אתמול נפתחה בעיר ספרייה חדשה, ורבים באו לראות אותה."),
        ("cp949", "big5", "어제 새 도서관이 문을 열어 많은 사람들이 찾아왔고, 그 안은 밝았다."),
    ],
)
def test_a_declaration_is_not_believed_where_another_encoding_is_far_likelier(
    codec: str, label: str, text: str
) -> None:
    """Text that the declared encoding can read, as gibberish of its language, is told by it."""
    assert decode(text.encode(codec), declared=label) == text


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic"])
def test_a_right_declaration_is_believed_in_capitals(codec: str) -> None:
    """Capitals of one Cyrillic encoding are small letters of another, and no reason to doubt it."""
    text = "В ГОРОДЕ ВЧЕРА ОТКРЫЛИ НОВУЮ БИБЛИОТЕКУ ДЛЯ ДЕТЕЙ И ВЗРОСЛЫХ."
    assert decode(text.encode(codec), declared=codec) == text


@pytest.mark.parametrize("missing", [1, 2])
def test_a_download_cut_inside_a_character_is_still_utf8(missing: int) -> None:
    """What is left of the last character is one U+FFFD; the rest is untouched."""
    text = "Naïve cafés – 東"
    assert decode(text.encode()[:-missing]) == text[:-1] + "\N{REPLACEMENT CHARACTER}"


def test_a_last_letter_in_windows_1252_is_not_a_cut_character() -> None:
    """A byte that could begin a UTF-8 sequence is a letter if nothing else is UTF-8."""
    assert decode(b"Le caf\xe9") == "Le café"


def test_variants_of_utf8_are_read() -> None:
    """CESU-8's pairs of surrogates and Java's NUL are read as what they stand for."""
    assert decode(b"\xed\xa0\xbd\xed\xb8\x80 \xc3\xa9\xc0\x80") == "\N{GRINNING FACE} é\0"


def test_a_lone_surrogate_does_not_get_into_the_text() -> None:
    """The text can always be written as UTF-8: half a pair is one U+FFFD, as `repair` has it."""
    assert decode(b"caf\xc3\xa9 \xed\xa0\xbd end") == "café \N{REPLACEMENT CHARACTER} end"


def test_text_with_nul_separators_is_not_taken_for_utf16() -> None:
    """NUL between words of ASCII is no sign of UTF-16."""
    assert decode(b"abc\0def\0" * 20) == "abc\0def\0" * 20


def test_tildes_and_braces_in_code_are_not_taken_for_hz() -> None:
    """Format strings of Lisp stay as they are."""
    source = '(format t "~{~a~^, ~}" list) ~~ ~{x~}'
    assert decode(source.encode()) == source


def test_terminal_colours_are_not_taken_for_iso_2022() -> None:
    """An escape sequence that shifts to no character set stays as it is."""
    assert decode(b"\x1b[31mred\x1b[0m") == "\x1b[31mred\x1b[0m"


def test_one_broken_byte_does_not_hide_a_multibyte_encoding() -> None:
    """A corrupt character in a page of Shift_JIS costs that character only."""
    line = "昨日、町に新しい図書館が開館し、多くの人が訪れました。".encode("cp932")
    text = decode(line + b"\n" + line + b"\x81\n" + line)
    assert text.split("\n")[::2] == [line.decode("cp932")] * 2


@pytest.mark.parametrize("added", [b"\x92", b"\xa0\xff", b"\x1b[31m", b"\x1b$B!"])
def test_one_broken_byte_does_not_hide_iso_2022_jp(added: bytes) -> None:
    """What is broken ends with its line, and lines in another encoding are read, too."""
    line = "昨日、町に新しい図書館が開館しました。"
    lines = [
        line.encode("iso2022_jp"),
        line.encode("iso2022_jp") + added,
        "café – “naïve”".encode(),
    ]
    text = decode(b"\n".join([*lines, lines[0]])).split("\n")
    assert text[1].startswith(line)
    assert text[::2] + text[3:] == [line, "café – “naïve”", line]


def test_the_holes_of_windows_1252_are_controls() -> None:
    """All 128 bytes above ASCII have a character of their own."""
    text = decode(bytes(range(0x80, 0x100)), declared="windows-1252-no-such-label")
    assert len(decode(b"\x81\x8d\x8f\x90\x9d")) == 5
    assert len(text) == 128


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"it\x92s caf\xc3\xa9", "it\N{RIGHT SINGLE QUOTATION MARK}s caf\xe9"),
        (b"a caf\xe9\nna\xc3\xafve \xc3\xa9\xc3\xa8 \xc3\xaa", "a caf\xe9\nna\xefve \xe9\xe8 \xea"),
        (b"\xed\xa0\xbd\xed\xb8\x80", "\N{GRINNING FACE}"),
        (b"caf\xc3", "caf\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_nothing_is_lost_after_a_mark_of_utf8(data: bytes, text: str) -> None:
    """Stray bytes and variants of UTF-8 are read after the mark as they are without it."""
    assert decode(codecs.BOM_UTF8 + data) == text


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_like_objects_are_read(kind: type) -> None:
    """A bytearray or a memoryview is as good as bytes."""
    assert decode(kind(b"caf\xc3\xa9")) == "café"


@pytest.mark.parametrize("given", ["text", None, 3, [1]])
def test_anything_else_is_a_type_error_that_says_what_to_do(given: object) -> None:
    """The message names what was given, and where a str belongs."""
    with pytest.raises(TypeError, match=r"decode\(\) takes bytes; got \w+\..*clean\(\)"):
        decode(given)  # type: ignore[arg-type]  # wrong on purpose


def test_a_declaration_that_is_no_text_is_refused() -> None:
    """A label given as bytes is a mistake also where nothing asks for it."""
    for data in (b"caf\xe9", b"cafe"):
        with pytest.raises(TypeError, match="declared must be a str; got b'latin-1'"):
            decode(data, declared=b"latin-1")  # type: ignore[arg-type]  # wrong on purpose


def test_utf8_loads_nothing_heavy() -> None:
    """Reading UTF-8 imports neither the detector nor ftfy nor bs4."""
    script = (
        "import sys; from cleantext.repair.decoding.decode import decode; decode('né'.encode());"
        "print(sorted({'chardet', 'ftfy', 'bs4', 'regex', 'numpy'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


HOSTILE = {
    "zeros": b"\0",
    "holes": b"\x81",
    "lead bytes": b"\xc3",
    "islands": "éé\n".encode() + b"\x92\n",
    "half and half": b"\xc3\xa9\xe9\xe9 ",
    "surrogates": b"\xed\xa0\xbd\n",
    "escapes": b"a\x1b",
    "unclosed HZ": b"~{!!",
    "broken JIS": b"\x1b$B!!!!\xe9",
    "broken JIS in lines": b"\x1b$B!!!!\xe9\n\xe9\n",
    "unclosed meta": b"<meta \xe9",
    "charset": b"<meta charset=\xe9",
    "comments": b"<!--\xe9",
    "broken GBK": b"\xc4\xe3\xff",
    "case in words": b"a\xc0",
    "one word": b"\xe9",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_take_linear_time(name: str) -> None:
    """A megabyte of anything is read within seconds, with every declaration asked for."""
    data = HOSTILE[name] * (1_000_000 // len(HOSTILE[name]))
    started = time.process_time()
    decode(data, declared="shift_jis", html=True)
    assert time.process_time() - started < 8


def test_one_letter_at_the_end_of_a_long_file_is_found() -> None:
    """The sample is taken where there is more than ASCII, not from the beginning."""
    assert decode(b"plain words " * 100_000 + b"caf\xe9").endswith("café")


def test_one_mark_of_windows_1252_in_a_long_file_rules_out_iso_8859() -> None:
    """A byte that is a control in ISO 8859 decides even where the sample misses it."""
    lines = ["Le café était fermé à midi, et la boulangerie déjà ouverte."] * 4000
    lines[777] = "Ma sœur."
    assert decode("\n".join(lines).encode("cp1252")) == "\n".join(lines)
