"""Floor 2: site profiles as files. What they hold and how they match is `page.profile`'s."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Self

from cleantext.corpus.whole_file import reason_of, written_whole
from cleantext.errors import CorpusError
from cleantext.model import Document
from cleantext.page.profile.site_patterns import SitePatterns
from cleantext.repair import repair

__all__ = ["SiteProfile"]


class SiteProfile(SitePatterns):
    r"""What each site of a corpus repeats on its pages, in a file that a person can edit.

    `clean`, `clean_html`, `Cleaner` and the functions for corpora take it as their ``profile``, and
    so does the command line.

    >>> from cleantext import Document
    >>> news = ("The mill is for sale.", "A ferry sank.", "The choir is back.", "Frost came early.")
    >>> pages = [Document(f"post/{n}", f"The Valley Post\n{text}") for n, text in enumerate(news)]
    >>> "The Valley Post" in SiteProfile.learn(pages).to_json()
    True
    """

    __slots__ = ()

    @classmethod
    def learn(cls, documents: Iterable[Document]) -> Self:
        r"""What each site of the documents repeats; they are read once, and may be a generator.

        Their texts are repaired first, as `clean` repairs a text before it asks the profile: a line
        is learned as it is looked for. A document without a site belongs to none and teaches
        nothing. Memory is bounded, whatever the number of documents; beyond 50 stories of a site
        counts are approximate. Wrong where a site has few stories of one kind (ten match reports
        that all have a line "Goals"), and, where its lines are damaged, for whoever cleans without
        repairs.

        Raises TypeError for what is no `Document`, with its place.

        >>> heads = ("A mill for sale", "A ferry sank", "The choir is back", "Frost came early")
        >>> pages = [Document(f"post/{n}", f"Mill &amp; Dam\n{h}") for n, h in enumerate(heads)]
        >>> SiteProfile.learn(pages).matches("Mill & Dam", "post")
        True
        """
        return super().learn(map(_repaired, documents))

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a profile that `save` wrote, or a person.

        Raises `CorpusError` if the file can't be read or is no profile. An example is at `save`.
        """
        try:
            # Some editors put a byte order mark before what they save.
            text = Path(path).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise CorpusError(
                f"the profile {path} is not UTF-8 ({error.reason} at byte {error.start}); save it "
                "as UTF-8"
            ) from error
        except OSError as error:
            raise CorpusError(
                f"the profile {path} can't be read ({reason_of(error)}); make one with "
                "'cleantext learn'"
            ) from error
        try:
            return cls.from_json(text)
        except CorpusError as error:
            raise CorpusError(f"{path}: {error}") from error

    def save(self, path: str | Path) -> None:
        """Write the profile as JSON, sorted, so that two versions of it can be compared.

        What was there is replaced once the new is whole. Raises `CorpusError` if the file can't
        be written.

        >>> import tempfile
        >>> profile = SiteProfile.learn([])
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     profile.save(Path(folder, "profile.json"))
        ...     SiteProfile.load(Path(folder, "profile.json")) == profile
        True
        """
        with written_whole(Path(path), "profile") as place:
            # A lone surrogate has no UTF-8, and no line that is read from a file holds one.
            place.write_text(self.to_json(), encoding="utf-8", errors="replace")


def _repaired(document: Document) -> Document:
    """The document as the steps see it that use a profile; what is none goes on to be refused."""
    is_one = isinstance(document, Document) and isinstance(document.text, str)
    return replace(document, text=repair(document.text)) if is_one else document
