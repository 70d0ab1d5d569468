"""The sets that are measured on: where they lie, and how they become documents.

Own gold lies in the repository, all other sets in a data folder that is an argument. JSON Lines there have `text`,
`entities` as [start, end, native label, common label, coarse label] and `sentences` as [start, end].
"""

import json
from dataclasses import dataclass
from pathlib import Path

from . import markup
from .model import Document, Mention, Span

GOLD_FOLDER = Path(__file__).parents[3] / "training" / "gold"
GOLD_SPLITS = ("dev", "test")


@dataclass(frozen=True)
class Set:
    name: str
    file: str
    # What a reader of the scores must know.
    note: str = ""


NAMES = (
    Set("crossner-politics dev", "ner/crossner-politics.dev.jsonl", "Wikipedia, single sentences"),
    Set("gum-named-ccby dev", "ner/gum-named-ccby.dev.jsonl", "eight whole documents"),
    Set("re3d-named dev", "ner/re3d-named.dev.jsonl", "other guidelines: titles, descriptions inside"),
    Set("wikigold", "ner/wikigold.all.jsonl", "seen in training"),
    Set("redocred dev", "ner/redocred.dev.jsonl", "seen in training"),
)
SENTENCES = (
    Set("ud-ewt dev", "sentences/ud-ewt.dev.jsonl", "weblogs, mail, reviews"),
    Set("ud-gum dev", "sentences/ud-gum.dev.jsonl", "academic, news, court, fiction, talk"),
)
GOLDEN_RULES = Set("golden rules", "sentences/golden-rules-pysbd.jsonl", "cases all of whose sentences are right")


def read(data, chosen):
    """The documents of a set, or None where the data folder or the file is missing."""
    path = data / chosen.file if data else None
    if path is None or not path.is_file():
        return None
    with path.open(encoding="utf-8") as lines:
        return [document(json.loads(line)) for line in lines]


def document(record):
    mentions = [Mention(start, end, coarse) for start, end, _, _, coarse in record.get("entities", ()) if coarse]
    sentences = [Span(start, end) for start, end in record.get("sentences", ())]
    return Document(record["text"], record.get("published"), mentions, sentences, record["doc_id"])


def read_own(folder=GOLD_FOLDER):
    """Own gold by split; a split without a document is left out."""
    splits = {split: markup.read_folder(folder / split) for split in GOLD_SPLITS}
    notes = {"dev": " (names learned from)"}
    return {f"own gold {split}{notes.get(split, '')}": documents for split, documents in splits.items() if documents}
