"""The values that all parts speak of: documents with gold, and what a system found in them.

Offsets are Unicode code points of `Document.text`, half-open.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class Mention(NamedTuple):
    start: int
    end: int
    label: str


class Span(NamedTuple):
    start: int
    end: int


@dataclass
class Document:
    """A raw text with its gold. `published` is an ISO date, or None where the set has none."""

    text: str
    published: str | None = None
    mentions: list = field(default_factory=list)
    sentences: list = field(default_factory=list)
    name: str = ""


@dataclass
class Found:
    """What a system found in one document."""

    mentions: list = field(default_factory=list)
    sentences: list = field(default_factory=list)


def leaves(mentions):
    """The mentions that hold no other: of a compound such as China-Belarus its parts alone.

    Systems and sets differ in whether they mark the pair, its parts or both; the parts are what all can have.
    """
    return [one for one in mentions if not any(inside(other, one) for other in mentions)]


def inside(inner, outer):
    """Whether `inner` is a strictly shorter span within `outer`."""
    within = outer.start <= inner.start and inner.end <= outer.end
    return within and (inner.start, inner.end) != (outer.start, outer.end)
