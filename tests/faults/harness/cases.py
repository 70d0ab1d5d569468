"""Cases: what is tried, under an id that names it for ever; and how many of them are tried."""

import random
from dataclasses import dataclass, field
from typing import Callable


@dataclass
class Case:
    id: str
    # What it is a case of; the counts of the report.
    kind: str
    # Tries it in a space; gives how many faults landed (None for one), raises `Failure` or `Missed`.
    attempt: Callable
    # Cases of one group share a prepared folder and run one after the other.
    group: tuple = ()


@dataclass
class Plan:
    """How much is asked for."""

    long: bool
    seed: int
    # Faults that have to land.
    wanted: int
    # One case only.
    only: str = ""
    notes: list = field(default_factory=list)

    def note(self, text):
        if text not in self.notes:
            self.notes.append(text)

    def dice(self, what):
        return random.Random(f"{self.seed} {what}")


# Beyond what has to land: some cases miss, because another thread was faster.
RESERVE = 1.15


def spread(made, plan):
    """As many cases as are wanted: the kinds in turn, evenly over each, and a random tail over what is left."""
    if plan.only or plan.long:
        return made
    count = min(len(made), int(plan.wanted * RESERVE) + 1)
    kinds = {}
    for case in made:
        kinds.setdefault(case.kind, []).append(case)
    evenly = int(count * 0.8) // max(1, len(kinds))
    chosen = [case for group in kinds.values() for case in every(group, evenly)]
    taken = {case.id for case in chosen}
    rest = [case for case in made if case.id not in taken]
    plan.dice("tail").shuffle(rest)
    return chosen + rest[: max(0, count - len(chosen))]


def every(group, count):
    """`count` of the group at even distances, the first and the last among them; all if there are no more."""
    if len(group) <= count:
        return group
    if count <= 1:
        return group[-count:] if count else []
    return [group[at * (len(group) - 1) // (count - 1)] for at in range(count)]
