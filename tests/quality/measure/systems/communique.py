"""Communiqué, from the outside: JSON Lines in, the published Parquet out.

The tables give offsets in the clean text and bytes of the raw record. A raw record is a line of the JSON Lines file, so
its bytes lead back to code points of the text that all systems were given. `Line` keeps that way.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import pyarrow.parquet

from ..model import Found, Mention, Span, leaves

NAME = "Communiqué"


class Line:
    """A record as a line of JSON, and which code point of the text begins at which byte of it."""

    HEAD = b'{"text": "'

    def __init__(self, text, ident, published=None):
        self.char_at = {}
        pieces, length = [self.HEAD], len(self.HEAD)
        for index, char in enumerate(text):
            self.char_at[length] = index
            piece = json.dumps(char, ensure_ascii=False)[1:-1].encode("utf-8")
            pieces.append(piece)
            length += len(piece)
        self.char_at[length] = len(text)
        rest = {"id": ident} | ({"date": published} if published else {})
        pieces.append(b'", ' + json.dumps(rest).encode("utf-8")[1:] + b"\n")
        self.bytes = b"".join(pieces)

    def span(self, start_byte, end_byte):
        """The span of the text, or None where the table has no bytes or they are no edges of characters."""
        start, end = self.char_at.get(start_byte), self.char_at.get(end_byte)
        return None if start is None or end is None else Span(start, end)


def find(etl, documents):
    """Runs the program once over all documents. Raises RuntimeError where a row has no place in the raw text."""
    lines = [Line(one.text, f"d{index}", one.published) for index, one in enumerate(documents)]
    with tempfile.TemporaryDirectory() as scratch:
        source, output = Path(scratch, "texts.jsonl"), Path(scratch, "output")
        source.write_bytes(b"".join(line.bytes for line in lines))
        # Exit code 1: published, but with more in quarantine than the settings allow.
        run(etl, source, output)
        return collect(output, lines)


def run(etl, source, output, *options):
    command = [str(etl), "--quiet", "run", "--input", str(source), "--output", str(output), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")


def collect(output, lines):
    found = [Found() for _ in lines]
    index_of = {row["doc_id"]: int(row["source_member"][1:]) for row in rows(output, "documents")}
    for row in rows(output, "sentences"):
        index = index_of[row["doc_id"]]
        found[index].sentences.append(placed(row, lines[index]))
    for row in rows(output, "mentions"):
        index = index_of[row["doc_id"]]
        found[index].mentions.append(Mention(*placed(row, lines[index]), row["entity_type"]))
    for one in found:
        one.mentions = leaves(one.mentions)
    return found


def placed(row, line):
    span = line.span(row["start_byte"], row["end_byte"])
    if span is None:
        raise RuntimeError(f"a row without a place in the raw text: {row}")
    return span


def rows(output, table):
    return pyarrow.parquet.read_table(output / table).to_pylist()
