"""The first look: what of a text is not plain ASCII. It loads nothing, and is one pass of C."""

from __future__ import annotations

__all__ = ["leave_plain_ascii"]

# Everything that is ASCII but "&" and "#", of which entities are made, a carriage return, and the
# controls that stand for nothing.
_PLAIN = bytes(byte for byte in (*b"\t\n\f", *range(0x20, 0x7F)) if byte not in b"&#")


def leave_plain_ascii(text: str) -> str:
    r"""The text without its plain ASCII; what was adjacent stays adjacent.

    >>> leave_plain_ascii("Fish & chips at the caf\N{LATIN SMALL LETTER E WITH ACUTE}\r\n")
    '&é\r'
    """
    data = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return data.decode("utf-8", "surrogatepass")
