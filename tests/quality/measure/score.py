"""Precision, recall and F1 of sets of spans."""

from dataclasses import dataclass


@dataclass
class Counts:
    """What was right, what was found, what was there."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other):
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self):
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self):
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self):
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0

    def as_dict(self):
        return {
            "right": self.right, "found": self.found, "gold": self.gold,
            "precision": round(100 * self.precision, 2),
            "recall": round(100 * self.recall, 2),
            "f1": round(100 * self.f1, 2),
        }  # fmt: skip


def compare(gold, found):
    """Counts of two collections of equal values; a value that occurs twice counts once."""
    gold, found = set(gold), set(found)
    return Counts(len(gold & found), len(found), len(gold))


def by_label(gold, found, labels):
    """Counts for each label, of collections of mentions."""
    return {
        label: compare([one for one in gold if one.label == label], [one for one in found if one.label == label])
        for label in labels
    }


def total(counts):
    """The sum of counts: micro-averaged, as each span weighs the same."""
    return sum(counts, Counts())
