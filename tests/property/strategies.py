"""What the property tests draw from: texts as scraping makes them, and changes to them."""

from __future__ import annotations

from hypothesis import strategies as st

from cleantext.edits import Change

# Characters that steps look at, so that arbitrary text meets their rules more often.
_NOTED = "\n\n\n \t\r\x00\x85\N{LINE SEPARATOR}âÃ€™\x80\x99“”’&;<#aeist.,!?:|©\ufffd\ud800"

texts = st.one_of(
    st.text(),
    st.text(alphabet=st.one_of(st.sampled_from(_NOTED), st.characters())),
    st.lists(
        st.sampled_from(
            [
                "The harbour was closed for the day, the harbour master said on Friday.",
                "It isnât clear whether the ferries will run again before the weekend.",
                "In this June 17 photo, a ferry lies at the quay. (Photo: Ann Example)",
                "More From This Section",
                "Before You Go",
                "What's Hot",
                "Share this article",
                "RELATED:",
                "Close",
                "",
                "  ",
                "&amp;lt;b&gt;",
                "donâ€™t",
            ]
        ),
        max_size=12,
    ).map("\n".join),
)

# Lines of what is no story, or not only: most rules look at what the most of a page's lines are.
_KINDS = {
    "menu": ["Home", "News", "Sport", "Contact", "About us", "Log in", "Search", "Weather"],
    "terms": [
        "The licensor hereby grants permission to modify the software.",
        "You shall not distribute derivative works without a license.",
        "The warranty is void and all liability is disclaimed.",
        "The licensee shall indemnify the licensor in writing.",
        "Incidental damages are excluded pursuant to this agreement.",
    ],
    "story": [
        "The old mill by the river burned down at night, and nobody was hurt, the town said today.",
        "It was the last of five.",
        "Workers leave the old mill on Monday. (AP Photo/Ann Example)",
    ],
    "list": [
        "1. Sluice",
        "2. Dam",
        "3. Wheel",
        "4. It is shut by the miller.",
        "A. Gate",
        "- rope",
    ],
    "chat": ["Ann: Is it late?", "Tom: It is, and the ferry has gone.", "[12:04] <ann> hello"],
    "code": ["def main():", "    return 1", "```", "x = {", "}", "import re", "// close"],
    "table": ["| a | b |", "|---|---|", "| 1 | 2 |", "Sluice\t4 m\t12", "12 34 56"],
    "letter": ["Dear Ann,", "Mill Road 4", "Monday, 4 May 2020", "Yours sincerely,", "Tom Marsh"],
    "rights": ["\N{COPYRIGHT SIGN} 2014 Us", "All rights reserved.", "Copyright 2014 The Town"],
    "boxes": ["Most read", "Read more", "Related articles", "Comments (3)", "Why the mill burned"],
    "nothing": ["", " ", "  x", "\t"],
}
_lines_of_a_kind = st.sampled_from(sorted(_KINDS)).flatmap(
    lambda kind: st.lists(st.sampled_from(_KINDS[kind]), min_size=1, max_size=8)
)
pages = st.lists(_lines_of_a_kind.map("\n".join), max_size=5).map("\n".join)
"""Pages made of lines of some kinds, those of a kind together."""


@st.composite
def changes_of(draw: st.DrawFn, text: str) -> list[Change]:
    """A sorted list of changes of the text that never overlap."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    changes: list[Change] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = draw(st.text(alphabet="xyz\n", max_size=3))
        if changes and changes[-1].end == start and changes[-1].start == changes[-1].end == end:
            continue  # two insertions in one place have no order
        if text[start:end] == after:
            continue
        rule = draw(st.sampled_from(["one", "two"]))
        changes.append(Change("step", rule, start, end, text[start:end], after))
    return changes
