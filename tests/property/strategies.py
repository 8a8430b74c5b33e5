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
