"""Where Communiqué and a public set disagree, by kind: what is a fault, and what a difference of guidelines.

Two views. `conventions` looks at the gold alone and counts spans that our own guidelines forbid, whatever a tagger does: they
bound the score that a tagger which follows docs/annotation.md can reach. `disagreements` compares gold and output.
"""

import csv
import re
from collections import defaultdict
from pathlib import Path

from .names import COARSE, COARSE_OF
from .trim import trimmed

FORMS_FILE = Path(__file__).parents[3] / "lexicon" / "country_forms.tsv"
EXAMPLES = 6
COUNTRY_ALONE = "government or people of a country (ours: the country)"
GOVERNMENT_OF = re.compile(r"(?:people|government|regime) of (?:the )?", re.IGNORECASE)
GOVERNMENT = re.compile(r"(?:government|people|regime)$", re.IGNORECASE)
OFFICE = re.compile(
    r"\b(?:commander|commanding general|chief|head|leader|president|prime minister|minister|secretary|spokes\w+|director|general)$"
    r"|\b(?:commander|chief|head|leader|president|prime minister|minister|secretary|director) (?:of|for)\b",
    re.IGNORECASE,
)
DETERMINER = re.compile(
    r"(?:our|his|her|their|its|some|all|both|two|three|four|five|six|seven|eight|nine|ten|\d+)\s", re.IGNORECASE
)
BODY = re.compile(
    r"\b(?:ministry|department|embassy|parliament|government|army|navy|air force|armed forces|security forces|military|police|"
    r"senate|congress|cabinet|supreme court)\b",
    re.IGNORECASE,
)
# Small first letters that begin names.
NAME_PARTICLE = re.compile(r"(?:al|el|as|ad|ar|an|bin|ibn|abu|de|van|von|da|di|du|la|le|d|l)[-\s'’]", re.IGNORECASE)


def load_forms():
    """Names of countries, and demonyms."""
    with FORMS_FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    demonyms = {row["form"] for row in rows if row["kind"].startswith("demonym")}
    return {row["form"] for row in rows} - demonyms, demonyms


COUNTRIES, DEMONYMS = load_forms()


def conventions(documents):
    """For each kind of span that our guidelines would not give: how many, and examples."""
    kinds = Kinds()
    for document in documents:
        for one in gold_of(document):
            text = document.text[one.start : one.end]
            kind = convention(one.label, text)
            if kind:
                kinds.add(f"{one.label}: {kind}", text)
    return kinds.table()


def convention(label, text):
    """What our guidelines would do with a gold span instead, or None where they would mark it as it is."""
    words = text.split()
    led_by_country = len(words) > 1 and (words[0] in DEMONYMS or words[0] in COUNTRIES)
    if text in DEMONYMS:
        return "a demonym (ours: NORP)"
    if label == "ORG" and text in COUNTRIES:
        return "a country that acts (ours: GPE)"
    if not any(char.isupper() for char in text):
        return "no capital (ours: nothing)"
    if GOVERNMENT_OF.match(text) or (led_by_country and GOVERNMENT.search(text)):
        return COUNTRY_ALONE
    if label == "PER" and OFFICE.search(text):
        return "an office, no name (ours: nothing)"
    if is_description(text, words):
        return "a description around a name (ours: the name inside)"
    if label == "ORG" and led_by_country and BODY.search(text):
        return "a public body with its country in front (ours: two mentions)"
    if label == "LOC" and ", " in text:
        return "place and region as one span (ours: two)"
    return None


def is_description(text, words):
    """Whether a common noun carries the span: it begins with a small letter or a determiner, or ends in a small word."""
    begins = (text[0].islower() and not NAME_PARTICLE.match(text)) or (DETERMINER.match(text) and words[-1].islower())
    ends = len(words) > 1 and words[-1].isalpha() and words[-1].islower()
    return bool(begins or ends)


def disagreements(documents, found):
    """Gold spans that were not found and found spans that are not gold, by kind, with examples."""
    missed, wrong = Kinds(), Kinds()
    for document, result in zip(documents, found, strict=True):
        ours = [trimmed(document.text, one) for one in result.mentions]
        named = [one for one in ours if one.label in COARSE_OF]
        gold = gold_of(document)
        others = [trimmed(document.text, one) for one in document.mentions if one.label not in COARSE]
        right = {(one.start, one.end, COARSE_OF[one.label]) for one in named} & set(map(tuple, gold))
        for one in gold:
            if tuple(one) not in right:
                missed.add(*missing(document.text, one, ours))
        for one in named:
            if (one.start, one.end, COARSE_OF[one.label]) not in right:
                wrong.add(*surplus(document.text, one, gold, others))
    return {"gold not found": missed.table(), "found, not gold": wrong.table()}


def gold_of(document):
    return [trimmed(document.text, one) for one in document.mentions if one.label in COARSE]


def missing(text, gold, ours):
    """The kind of a gold span that was not found, and an example."""
    here = text[gold.start : gold.end]
    known = convention(gold.label, here)
    touching = [one for one in ours if one.start < gold.end and gold.start < one.end]
    same = next((one for one in touching if one[:2] == gold[:2]), None)
    if same:
        return f"{gold.label}: same span, ours {same.label}", here
    reason = f"; gold has {known}" if known else ""
    if not touching:
        return f"{gold.label}: nothing there{reason}", here
    shown = f"{here} ⟂ {' + '.join(f'{text[one.start : one.end]} {one.label}' for one in touching)}"
    if known:
        return f"{gold.label}: other span{reason}", shown
    if len(touching) > 1:
        return f"{gold.label}: ours in several pieces", shown
    return f"{gold.label}: ours {extent(gold, touching[0])}, as {touching[0].label}", shown


def surplus(text, one, gold, others):
    """The kind of a found span that is not gold, and an example."""
    here = text[one.start : one.end]
    kind = COARSE_OF[one.label]
    for other in (*gold, *others):
        if other.start < one.end and one.start < other.end:
            around = text[other.start : other.end]
            if other[:2] == one[:2]:
                return f"{kind}: same span, gold {other.label}", here
            against = other.label in COARSE and convention(other.label, around)
            return (
                f"{kind}: touches a gold {other.label}{' that is against our guidelines' if against else ''}",
                f"{here} in {around}",
            )
    return f"{kind}: no gold there", here


def extent(gold, ours):
    left, right = ours.start - gold.start, gold.end - ours.end
    if left >= 0 and right >= 0:
        return "shorter"
    return "longer" if left <= 0 and right <= 0 else "shifted"


class Kinds:
    """Counts by kind, with the first different examples of each."""

    def __init__(self):
        self.counts = defaultdict(int)
        self.examples = defaultdict(list)

    def add(self, kind, example):
        self.counts[kind] += 1
        if example not in self.examples[kind] and len(self.examples[kind]) < EXAMPLES:
            self.examples[kind].append(example)

    def table(self):
        order = sorted(self.counts, key=lambda kind: (-self.counts[kind], kind))
        return [{"kind": kind, "count": self.counts[kind], "examples": self.examples[kind]} for kind in order]
