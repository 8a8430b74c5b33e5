"""News stories made from a seed: no two sentences alike, and nothing of anyone's."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields

__all__ = ["Story", "Subject", "part_subjects", "write_story"]

_PEOPLE = (
    "Tomas Wray, Una Falk, Rufus Adeane, Lena Marsh, Dora Quill, Ole Martens, Ilse Brand, Pia "
    "Holm, Amos Thorne, Nadia Roe, Viktor Lund, Greta Sands, Hugh Pell, Marta Vance, Ivo Castell"
).split(", ")
_PLACES = (
    "Marrow, Low Tarrow, Sennet, Osterby, Highmoor, Pellworth, Arlen, Kirkdale, Fenwick, "
    "Stonebridge, Eastlea, Garrow, Wyndham Cross, Otter Bay, Saltney"
).split(", ")
_ROLES = (
    "the mayor, a spokeswoman for the council, the owner of the mill, the head of the school, a "
    "retired engineer, the chairwoman of the board, a farmer, the harbour master, a nurse, the "
    "coach, an inspector, the librarian, a shopkeeper, the chief of the fire brigade"
).split(", ")
_THINGS = (
    "the old bridge, the ferry, the new clinic, the railway line, the swimming pool, the town "
    "hall, the reservoir, the market, the sawmill, the observatory, the orchard, the tram, the "
    "sea wall, the theatre, the school kitchen, the power station, the cycle path, the fish hall"
).split(", ")
_ACTS = (
    "will be closed until spring, has cost twice what was planned, is to be sold to its workers, "
    "will open a year late, was damaged in the storm, needs a new roof, has lost half of its "
    "visitors, is to get forty more places, will be run by volunteers, stays open after all, must"
    " be inspected again, was finished ahead of time"
).split(", ")
_CAUSES = (
    "because one of its pillars has sunk, after months of rain, since nobody applied for the "
    "post, because the price of steel has doubled, after a vote that took until midnight, since "
    "the river rose by two metres, because the lease ends in June, after a fire in the boiler "
    "room"
).split(", ")
_REMARKS = (
    "nobody has asked us; it could have been worse; we have waited long enough; the money is "
    "there; we will not sign that; people need it every day; it was a mistake to build it there; "
    "we were told about it in the newspaper; my children learned to swim there; that is not what "
    "was agreed"
).split("; ")
_DETAILS = (
    "A report of {n} pages, which the council kept to itself for {m} months, says so.",
    "It was built in 18{n} and rebuilt after the flood of 19{m}.",
    "About {n} people work there, {m} of them in the season only.",
    "Those who use it will have to go by {place}, which takes {n} minutes longer.",
    "The county pays {n} million, the town the other {m}.",
    "In {place} the same was tried {m} years ago, and given up after {n} weeks.",
    "A decision is expected on the {m}th, when the board meets in {place}.",
    "Of {n} households that were asked, {m} had heard of the plan.",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a story may speak of: its people and places, what happens there, and why."""

    people: Sequence[str]
    places: Sequence[str]
    roles: Sequence[str]
    things: Sequence[str]
    acts: Sequence[str]
    causes: Sequence[str]
    remarks: Sequence[str]


ANYTHING = Subject(_PEOPLE, _PLACES, _ROLES, _THINGS, _ACTS, _CAUSES, _REMARKS)


def part_subjects(chance: random.Random) -> tuple[Subject, Subject]:
    """A subject for a page's story, and one for the others around it, with nothing in common.

    A story comes back to a few people, places and things; the stories that a page links to are
    about others.
    """
    parts = []
    for each in fields(Subject):
        words = getattr(ANYTHING, each.name)
        drawn = chance.sample(words, len(words))
        parts.append((drawn[: len(drawn) // 3], drawn[len(drawn) // 3 :]))
    return Subject(*(own for own, _ in parts)), Subject(*(rest for _, rest in parts))


@dataclass(frozen=True, slots=True)
class Story:
    """A story in its parts; ``text`` is all of it."""

    headline: str
    byline: str
    caption: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """Headline, byline and paragraphs, a blank line apart."""
        return "\n\n".join([self.headline, self.byline, *self.paragraphs])


def write_story(
    chance: random.Random, paragraphs: int | None = None, subject: Subject = ANYTHING
) -> Story:
    """A story of so many paragraphs, or of 6 to 18."""
    count = paragraphs or chance.randint(6, 18)
    thing, place = chance.choice(subject.things), chance.choice(subject.places)
    headline = f"{thing[4].upper()}{thing[5:]} in {place} {chance.choice(subject.acts)}"
    credit = chance.choice(subject.people)
    caption = f"{_sentence(chance, subject)} Photo: {credit} / {place} Gazette"
    body = tuple(_paragraph(chance, subject) for _ in range(count))
    return Story(headline, f"By {chance.choice(subject.people)}", caption, body)


def _paragraph(chance: random.Random, subject: Subject) -> str:
    return " ".join(_sentence(chance, subject) for _ in range(chance.randint(1, 4)))


def _sentence(chance: random.Random, subject: Subject) -> str:
    kind = chance.randrange(4)
    thing, act = chance.choice(subject.things), chance.choice(subject.acts)
    cause, person = chance.choice(subject.causes), chance.choice(subject.people)
    place, role = chance.choice(subject.places), chance.choice(subject.roles)
    if kind == 0:
        return f"{thing[0].upper()}{thing[1:]} in {place} {act} {cause}, {role} said."
    if kind == 1:
        remark = chance.choice(subject.remarks)
        return f'"{remark[0].upper()}{remark[1:]}," said {person}, {role} in {place}.'
    if kind == 2:
        return f"According to {person}, {thing} {act}, {cause}."
    detail = chance.choice(_DETAILS)
    return detail.format(n=chance.randint(11, 99), m=chance.randint(4, 28), place=place)
