"""The gold documents of `training/gold/`, written in the markup of `docs/annotation.md`. A strict reader.

It is written from the page alone and shares no code with the program, so that the two readers check each other. What
the comparison needs is read: text, sentences, spans with their type. Attributes behind the type are left alone.
"""

import re
from pathlib import Path

from .model import Document, Mention, Span, leaves

TYPES = {
    "PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "LAW", "MISC",
    "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL",
}  # fmt: skip
HEAD_KEYS = {"form", "published", "note"}
LITERAL = set("[]|\\")


class MarkupError(ValueError):
    """The document breaks the format; the message says where."""


def read_folder(folder):
    """All `*.gold` documents of a folder, by name."""
    return [read_file(path) for path in sorted(Path(folder).glob("*.gold"))]


def read_file(path):
    return parse(Path(path).read_text(encoding="utf-8"), str(path))


def parse(source, name="<gold>"):
    """A document of its source. Raises MarkupError with name and line number."""
    lines = source.split("\n")
    published, first = head(lines, name)
    text, mentions, sentences = "", [], []
    glue = ""
    for number, line in enumerate(lines[first:], first + 1):
        if not line.strip():
            glue = "\n\n" if text else ""
            continue
        sentence, found = parse_sentence(line.removeprefix("# "), f"{name}:{number}")
        text += glue
        start = len(text)
        text += sentence
        sentences.append(Span(start, len(text)))
        mentions += [Mention(start + one.start, start + one.end, one.label) for one in found]
        glue = " "
    if not sentences:
        raise MarkupError(f"{name}: no sentence")
    return Document(text, published, leaves(mentions), sentences, name)


def head(lines, name):
    """The date of publication, and the index of the first line behind the head."""
    values = {}
    for number, line in enumerate(lines):
        if not line.strip():
            break
        key, colon, value = line.partition(": ")
        if not colon or key not in HEAD_KEYS or key in values:
            raise MarkupError(f"{name}:{number + 1}: not a line of the head: {line!r}")
        values[key] = value.strip()
    else:
        raise MarkupError(f"{name}: the head is not closed by a blank line")
    published = values.get("published", "")
    if "form" not in values or not re.fullmatch(r"\d{4}-\d\d-\d\d|none", published):
        raise MarkupError(f"{name}: the head needs `form` and `published` (an ISO date or `none`)")
    return (None if published == "none" else published), number


def parse_sentence(line, where="<line>"):
    """The printed text of a line and its mentions, compounds before their parts."""
    if line != line.strip():
        raise MarkupError(f"{where}: white space at the edge of the sentence")
    printed, mentions, opened = [], [], []
    at = 0
    while at < len(line):
        char = line[at]
        if char == "\\":
            at += 1
            if at == len(line) or line[at] not in LITERAL:
                raise MarkupError(f"{where}: a backslash stands before none of [ ] | \\")
            printed.append(line[at])
        elif char == "[":
            opened.append((len(printed), len(mentions)))
            mentions.append(None)
        elif char == "|":
            if not opened:
                raise MarkupError(f"{where}: a bar outside a mention")
            end = line.find("]", at)
            if end < 0:
                raise MarkupError(f"{where}: a mention is not closed")
            start, slot = opened.pop()
            mentions[slot] = mention(start, printed, line[at + 1 : end], where)
            at = end
        elif char == "]":
            raise MarkupError(f"{where}: a mention without a type")
        else:
            printed.append(char)
        at += 1
    if opened:
        raise MarkupError(f"{where}: a mention is not closed")
    return "".join(printed), mentions


def mention(start, printed, attributes, where):
    label = attributes.split(" ", 1)[0]
    text = "".join(printed[start:])
    if label not in TYPES:
        raise MarkupError(f"{where}: {label!r} is no type")
    if not text or text != text.strip():
        raise MarkupError(f"{where}: the span {text!r} is empty or not trimmed")
    return Mention(start, len(printed), label)
