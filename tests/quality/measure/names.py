"""Names: exact spans after trimming, on public sets (PER, ORG, LOC) and on own gold (our types)."""

from .model import Mention
from .score import by_label, total
from .trim import trimmed

COARSE = ("PER", "ORG", "LOC")
# OntoNotes types, of Communiqué and of spaCy alike, as the classes of the public sets.
COARSE_OF = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
OWN = ("PERSON", "GPE", "NORP", "ORG", "LOC", "DATE")


def coarse(mentions):
    return [Mention(one.start, one.end, COARSE_OF[one.label]) for one in mentions if one.label in COARSE_OF]


def score_coarse(documents, found):
    """Counts by class over a public set."""
    return score(documents, found, COARSE, coarse)


def score_own(documents, found):
    """Counts by type over own gold."""
    return score(documents, found, OWN, lambda mentions: mentions)


def score(documents, found, labels, relabel):
    counts = [
        by_label(
            [trimmed(document.text, one) for one in document.mentions],
            [trimmed(document.text, one) for one in relabel(result.mentions)],
            labels,
        )
        for document, result in zip(documents, found, strict=True)
    ]
    scores = {label: total(one[label] for one in counts) for label in labels}
    return scores | {"all": total(scores.values())}
