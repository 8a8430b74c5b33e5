"""Floor 1: which codec a label or a document's own declaration names.

Labels are read as browsers read them (WHATWG Encoding Standard, section 4.2): the name of an old
standard means the larger code page that people really used under it, so that ``latin-1`` is
Windows-1252 and ``gb2312`` is GB18030.
"""

from __future__ import annotations

import codecs
import re

__all__ = ["declared_codecs", "find_codec"]

# What a codec is really used for, by the name that Python's codec registry gives it.
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}

# Labels of the standard, and common slips, that Python's codec registry does not know.
_LABELS = {
    **dict.fromkeys(("unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8"), "utf-8"),
    **dict.fromkeys(("x-unicode20utf8", "utf8mb3", "utf8mb4"), "utf-8"),
    **dict.fromkeys(("csunicode", "iso-10646-ucs-2", "ucs-2", "unicode"), "utf-16-le"),
    "unicodefeff": "utf-16-le",
    "unicodefffe": "utf-16-be",
    **dict.fromkeys(("logical", "visual"), "iso8859-8"),
    "csisolatin9": "iso8859-15",
    "sun_eu_greek": "iso8859-7",
    **dict.fromkeys(("koi", "koi8"), "koi8-r"),
    "koi8-ru": "koi8-u",
    **dict.fromkeys(("csmacintosh", "mac", "x-mac-roman"), "mac-roman"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac-cyrillic"),
    "x-mac-ce": "mac-latin2",
    **{f"x-mac-{name}": f"mac-{name}" for name in ("greek", "iceland", "romanian", "turkish")},
    **dict.fromkeys(("csgb2312", "gb-2312", "gb_2312", "gb_2312-80", "x-gbk"), "gb18030"),
    "hz-gb-2312": "hz",
    **dict.fromkeys(("cn-big5", "x-x-big5"), "big5"),
    **dict.fromkeys(("cseucpkdfmtjapanese", "x-euc-jp"), "euc_jp"),
    **dict.fromkeys(("windows-31j", "x-sjis"), "cp932"),
    **dict.fromkeys(("cseuckr", "csksc56011987", "iso-ir-149", "ks_c_5601-1989"), "cp949"),
    "ksc_5601": "cp949",
}
# Code pages are called many names, but by one number.
_NUMBERED = (
    (re.compile("(?:x-)?(?:ansi|cp|dos|ibm|win|windows)[-_]?([0-9]{3,4})"), "cp"),
    (re.compile("(?:cs)?iso[-_]?8859[-_]?([0-9]{1,2})(?:-?[ei])?"), "iso8859-"),
)

# Python also has codecs that run escapes or compress; only these kinds write text as bytes.
_KINDS = re.compile("ascii|big5|cp|euc|gb|hp|hz|iso|johab|koi8|kz|mac|ptcp|shift|tis|utf", re.I)
_HEAD = 65_536
_XML = re.compile(rb"""\s{0,99}<\?xml[^>]{1,99}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})""")
_META = re.compile(rb"""<meta[^>]{1,299}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.I)
_CHARSET = re.compile("""charset\\s{0,9}=\\s{0,9}["']?([^\\s"';]{1,40})""", re.I)


def find_codec(label: str) -> str | None:
    """Python's name for the codec that a label means; None if it means none that we know.

    ``label`` may be an HTTP or HTML content type. The table is the WHATWG Encoding Standard's
    (section 4.2), over the aliases of Python's own registry.

    >>> find_codec("Latin-1"), find_codec("text/html; charset=Shift_JIS"), find_codec("klingon")
    ('cp1252', 'cp932', None)
    """
    found = _CHARSET.search(label)
    name = (found[1] if found else label).strip().strip("\"'").lower()
    if not name.isascii() or not name.isprintable() or len(name) > 40:
        return None
    try:
        name = codecs.lookup(_LABELS.get(name) or _by_number(name) or name).name
    except LookupError:
        return None
    return _LARGER.get(name, name) if _KINDS.match(name) else None


def _by_number(label: str) -> str | None:
    matches = ((pattern.fullmatch(label), prefix) for pattern, prefix in _NUMBERED)
    return next((prefix + match[1] for match, prefix in matches if match), None)


def declared_codecs(data: bytes, declared: str | None, *, html: bool) -> list[str]:
    """The codecs that a document is declared to be in, the declaration from outside first.

    With ``html``, an XML declaration and a ``meta`` element in the first 64 KB count too, unless
    they are commented out (WHATWG HTML, 13.2.3.2, looks at 1 KB, and browsers read a page again
    where they meet one later: style sheets may come first). They can't be in UTF-16 if
    they were read in ASCII: such a declaration is passed over.

    >>> declared_codecs(b'<meta charset="koi8-r">', "text/html; charset=gbk", html=True)
    ['gb18030', 'koi8-r']
    """
    found = [find_codec(declared)] if declared else []
    inside = _find_inside(data[:_HEAD]) if html else None
    if inside and not inside.startswith(("utf-16", "utf-32")):
        found.append(inside)
    return [codec for codec in dict.fromkeys(found) if codec]


def _find_inside(head: bytes) -> str | None:
    first, *comments = head.split(b"<!--")
    shown = first + b"".join(comment.partition(b"-->")[2] for comment in comments)
    label = _XML.match(shown) or _META.search(shown)
    return find_codec(label[1].decode("ascii")) if label else None
