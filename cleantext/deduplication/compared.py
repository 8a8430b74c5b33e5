"""Floor 3: the text that stands for a document where documents are compared, raw or cleaned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleantext.corpus.reader import visible_text
from cleantext.corpus.records import Record

if TYPE_CHECKING:
    from cleantext.cleaning import CleanOptions
    from cleantext.page.profile.site_patterns import SitePatterns

__all__ = ["RuleCounts", "compared_text"]


@dataclass(slots=True)
class RuleCounts:
    """How often each rule of cleaning changed something, and how many characters it removed."""

    changes: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)

    def add(self, rule: str, changes: int, removed: int) -> None:
        """Count ``changes`` of a rule that together removed so many characters."""
        self.changes[rule] += changes
        self.removed[rule] += removed

    def rows(self) -> list[dict[str, Any]]:
        """The counts as JSON can hold them, the rule that removed most first.

        >>> counts = RuleCounts()
        >>> counts.add("phrase", 1, 22)
        >>> counts.rows()
        [{'rule': 'phrase', 'changes': 1, 'removed': 22}]
        """
        rules = sorted(self.changes, key=lambda rule: (-self.removed[rule], rule))
        return [
            {"rule": rule, "changes": self.changes[rule], "removed": self.removed[rule]}
            for rule in rules
        ]


def compared_text(
    record: Record, options: CleanOptions | None, profile: SitePatterns | None, counts: RuleCounts
) -> str:
    """The text of a record: cleaned and counted with options, as it can be read without."""
    if options is None:
        return record.document.text if record.page is None else visible_text(record.decode_page())
    from cleantext.file_cleaning import explain_record  # what cleans, loaded where it is needed

    text, changes = explain_record(record, options, profile)
    for rule, before, after in changes:
        counts.add(rule, 1, max(0, len(before) - len(after)))
    return text
