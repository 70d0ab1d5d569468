"""Makes spans comparable: what guidelines put inside or outside at will is cut off on both sides, gold and system.

White space at the edges, a leading article, a possessive ending; and for persons the titles in front of the name
(`titles.txt`). Nothing is ever cut down to nothing: a span that is all title stays as it is.
"""

import re
from pathlib import Path

from .model import Mention, Span

ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
POSSESSIVE = re.compile(r"(?<=[\w.])(?:\s?['’]s|(?<=[sS])['’])$")
# White space, and the invisible marks that web pages leave beside it.
SPACE = r"[\s\u200b-\u200f]"
# What may follow a title for it to be one ("President Tusk", "President von der Leyen", "President al-Assad"), so that
# "President of Poland" keeps its head: a capital, or a particle of names with a capital behind it.
NAME_START = re.compile(r"[\"“'‘(]?(?:(?:von|van|der|den|de|del|di|da|dos|bin|ibn|al|el|ul|ad|as|ar)[ -])*[^\W\d_a-z]")


def trimmed(text, mention):
    """The mention with its span trimmed. `mention.label` PER or PERSON lets titles be cut."""
    start, end = spaces(text, mention.start, mention.end)
    start = article(text, start, end)
    end = possessive(text, start, end)
    if mention.label in ("PER", "PERSON"):
        start = article(text, after_titles(text, start, end), end)
    return Mention(start, end, mention.label)


def trimmed_sentence(text, span):
    """The span without white space at its edges, or None where nothing is left."""
    start, end = spaces(text, span[0], span[1])
    return Span(start, end) if start < end else None


def spaces(text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def article(text, start, end):
    found = ARTICLE.match(text, start, end)
    return found.end() if found and found.end() < end else start


def possessive(text, start, end):
    found = POSSESSIVE.search(text[start:end])
    return start + found.start() if found else end


def after_titles(text, start, end):
    """The start of the name behind the last title in the span, or `start` where there is none."""
    best = start
    for title in TITLES.finditer(text, start, end):
        rest = title.end()
        is_at_start = title.start() == best
        if not is_at_start and is_also_name(title.group(1)):
            continue
        if NAME_START.match(text, rest, end):
            best = rest
    return best


def is_also_name(title):
    return canonical(title) in ALSO_NAMES


def canonical(title):
    return re.sub(r"\s+", " ", title.lower().rstrip("."))


def load_titles(path):
    """The titles, and those of them that are names as well."""
    lines = [line.strip() for line in Path(path).read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    names = {canonical(line[:-1].strip()) for line in lines if line.endswith("*")}
    return [line.rstrip("* ") for line in lines], names


def title_pattern(titles):
    """Any title, the longest first, as whole words with a space behind."""
    longest_first = sorted(titles, key=len, reverse=True)
    alternatives = "|".join(re.escape(one).replace(r"\ ", rf"\.?{SPACE}+") for one in longest_first)
    return re.compile(rf"(?<![\w.\-])({alternatives})\b\.?{SPACE}+", re.IGNORECASE)


LIST, ALSO_NAMES = load_titles(Path(__file__).parent.parent / "titles.txt")
TITLES = title_pattern(LIST)
