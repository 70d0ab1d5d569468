"""Sentences: exact spans after trimming white space, and whole cases of the golden rules."""

from .score import compare, total
from .trim import trimmed_sentence


def spans(text, sentences):
    """The trimmed spans in order; pieces of nothing but white space are left out."""
    kept = (trimmed_sentence(text, one) for one in sentences)
    return [one for one in kept if one is not None]


def score(documents, found):
    return total(
        compare(spans(document.text, document.sentences), spans(document.text, result.sentences))
        for document, result in zip(documents, found, strict=True)
    )


def whole_cases(documents, found):
    """How many documents have all their sentences right and no other."""
    return sum(
        spans(document.text, document.sentences) == spans(document.text, result.sentences)
        for document, result in zip(documents, found, strict=True)
    )
