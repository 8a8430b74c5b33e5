"""What `repair` may change, option by option, each with what it risks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cleantext.options import check_options, documented, option

__all__ = ["RepairOptions"]


@documented
@dataclass(frozen=True, slots=True, kw_only=True)
class RepairOptions:
    """Which defects of characters are repaired; all but ``lossy`` mean what they mean in ftfy.

    Raises `InvalidOption` for a value that is none of those named.

    Source: ftfy 6.3, ``TextFixerConfig``; ``lossy`` is our own.

    >>> RepairOptions(uncurl_quotes=False).uncurl_quotes
    False
    """

    unescape_html: bool | Literal["auto"] = option(
        "auto",
        "decode HTML entities; 'auto' leaves a line with a literal < alone, which may be HTML; "
        "risks text that is about entities",
        choices=("auto", True, False),
    )
    remove_terminal_escapes: bool = option(True, "remove the colour codes of terminals")
    fix_encoding: bool = option(
        True,
        "undo wrong decodings; risks lines that quote mojibake; four options below refine it",
    )
    restore_byte_a0: bool = option(
        True, "take a space for a lost no-break space inside mojibake; may glue two words"
    )
    replace_lossy_sequences: bool = option(
        True, "put U+FFFD for a character whose bytes were partly replaced by U+FFFD or ?"
    )
    decode_inconsistent_utf8: bool = option(
        True,
        "repair mojibake even where the rest of the line is fine; risks a capital before a sign, "
        "such as a squared unit",
    )
    fix_c1_controls: bool = option(True, "read C1 controls as Windows-1252, as browsers do")
    lossy: bool = option(
        True, "restore characters whose bytes are gone, where the words around them tell which"
    )
    fix_latin_ligatures: bool = option(
        True, "write Latin ligatures and digraphs as letters; editions of old prints may want them"
    )
    fix_character_width: bool = option(
        True,
        "full-width Latin and half-width Katakana to their usual width; changes the punctuation "
        "of Chinese and Japanese",
    )
    uncurl_quotes: bool = option(
        True, "curly quotation marks to straight ones; loses which of them open and close"
    )
    fix_line_breaks: bool = option(
        True, "CR, CR LF, U+0085, U+2028 and U+2029 to a line feed; U+000B is a control and goes"
    )
    fix_surrogates: bool = option(True, "join surrogate pairs; a single one becomes U+FFFD")
    remove_control_chars: bool = option(
        True, "remove controls that have no visible effect, byte order marks among them"
    )
    normalization: Literal["NFC", "NFD", "NFKC", "NFKD"] | None = option(
        "NFC",
        "Unicode normalization; NFKC and NFKD lose meaning, such as that of superscripts",
        choices=("NFC", "NFD", "NFKC", "NFKD", None),
    )

    def __post_init__(self) -> None:
        check_options(self)
