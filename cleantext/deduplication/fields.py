"""Floor 3: the fields that somebody named, where no record has them."""

from __future__ import annotations

from itertools import islice

from cleantext.corpus.listing import read_listing
from cleantext.corpus.reader import read_field_names
from cleantext.deduplication.parts import Job
from cleantext.errors import InvalidOption

__all__ = ["check_text_field"]

_FILES = 100  # that are looked at, of a corpus without one text


def check_text_field(job: Job) -> None:
    """Raise `InvalidOption`, with the fields that are there, if no record has the one for texts.

    It is for a corpus of which no document could be read. The first record of each file is asked.
    """
    seen: dict[str, None] = {}
    for file in islice(read_listing(job.workplace.listing), _FILES):
        seen.update(dict.fromkeys(read_field_names(job.root, file)))
    if seen and job.fields.text not in seen:
        shown = ", ".join(repr(name) for name in islice(seen, 20))
        raise InvalidOption(
            f"no record has a field {job.fields.text!r} for its text; they have {shown}: say with "
            "text_field (--text-field) which one it is"
        )
