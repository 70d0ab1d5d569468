"""The independent judge: says which version an output folder shows, and that it is whole.

Usage: judge.py OUTPUT_FOLDER [EXPECTED.json]       judge.py --describe VERSION_FOLDER > EXPECTED.json

It shares no code with `etl`: files are compared by SHA-256 with those of an undisturbed run, rows are read by pyarrow and
compared with that run's rows, offsets are applied in Python. What does not hold is a `Fault` with a sentence.
"""

import hashlib
import json
import os
import sys
from collections import Counter
from pathlib import Path

import pyarrow.parquet as parquet

TABLES = ("documents", "sentences", "mentions", "entities", "duplicates", "quarantine")
NOTHING = "nothing"


class Fault(Exception):
    """What a reader must never see."""


def demand(holds, sentence):
    if not holds:
        raise Fault(sentence)


def describe(version):
    """What there is to know of a version: the hash of every Parquet file, and the hash of every table's rows."""
    version = Path(version)
    files = {
        str(path.relative_to(version)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(version.glob("*/*.parquet"))
    }
    rows = {table: digest(read_rows(version, table)) for table in TABLES}
    return {"files": files, "rows": rows}


def read_rows(version, table):
    """All rows of a table as plain Python objects, in the order of its files."""
    rows = []
    for path in sorted((Path(version) / table).glob("*.parquet")):
        rows.extend(parquet.ParquetFile(path).read().to_pylist())
    return rows


def digest(rows):
    """The same for the same rows in any order and in however many files."""
    lines = sorted(json.dumps(row, sort_keys=True, default=str) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def version_is_whole(version):
    """Manifest and files agree, and there is nothing else in the folders of tables."""
    version = Path(version)
    try:
        manifest = json.loads((version / "manifest.json").read_bytes())
    except (OSError, ValueError) as error:
        raise Fault(f"{version}: the manifest cannot be read: {error}") from error
    demand(manifest["version"] == int(version.name), f"{version}: the manifest is of version {manifest['version']}")
    tables = {table["name"]: table for table in manifest["tables"]}
    demand(set(tables) == set(TABLES), f"{version}: the manifest lists the tables {sorted(tables)}")
    for name, table in tables.items():
        table_is_whole(version, name, table)
    found = tables["documents"]["rows"] + tables["quarantine"]["rows"]
    demand(manifest["records"] == found, f"{version}: {manifest['records']} records, but {found} rows")


def table_is_whole(version, name, table):
    listed = {entry["path"]: entry for entry in table["files"]}
    present = {f"{name}/{path.name}" for path in (version / name).iterdir()} if (version / name).is_dir() else set()
    demand(set(listed) == present, f"{version}: {name} holds {sorted(present)}, its manifest lists {sorted(listed)}")
    rows = 0
    for path, entry in listed.items():
        size = (version / path).stat().st_size
        demand(size == entry["bytes"], f"{version}/{path} has {size} bytes, not {entry['bytes']}")
        try:
            footer = parquet.read_metadata(version / path)
        except Exception as error:
            raise Fault(f"{version}/{path} is no Parquet file: {error}") from error
        demand(footer.num_rows == entry["rows"], f"{version}/{path} has {footer.num_rows} rows, not {entry['rows']}")
        rows += footer.num_rows
    demand(rows == table["rows"], f"{version}: {name} has {rows} rows, not {table['rows']}")


def offsets_slice(version):
    """`text[start_char:end_char]` is the printed text of every sentence and mention."""
    texts = {row["doc_id"]: row["text"] for row in read_rows(version, "documents")}
    for table in ("sentences", "mentions"):
        for row in read_rows(version, table):
            printed = texts.get(row["doc_id"], "")[row["start_char"] : row["end_char"]]
            demand(printed == row["text"], f"{version}: {table} prints {row['text']!r}, the document {printed!r}")


def resolve(output):
    """The version that `current` leads to, resolved once as a careful reader does; None where nothing is published."""
    try:
        target = os.readlink(Path(output) / "current")
    except FileNotFoundError:
        return None
    version = Path(output) / target
    named_well = target.startswith("_versions/") and version.name.isdigit() and version.is_dir()
    demand(named_well, f"{output}: current leads to {target}")
    return version


def links_lead_through_current(output):
    for table in TABLES:
        link = Path(output) / table
        target = os.readlink(link) if link.is_symlink() else "no link"
        demand(target == f"current/{table}", f"{link} leads to {target}")


def versions(output):
    folder = Path(output) / "_versions"
    return sorted(path for path in folder.iterdir()) if folder.is_dir() else []


def name_of(version, expected, exact):
    """Which of the expected versions this one is: the same bytes if `exact`, else the same rows."""
    found = describe(version)
    for name, known in expected.items():
        same_bytes = known["files"] == found["files"]
        if same_bytes or not exact and known["rows"] == found["rows"]:
            demand(known["rows"] == found["rows"], f"{version}: the files of `{name}` with other rows")
            return name
    nearest = {name: differences(known, found) for name, known in expected.items()}
    raise Fault(f"{version} is none of the expected versions: {nearest}")


def differences(known, found):
    changed = [path for path in known["files"] if known["files"][path] != found["files"].get(path)]
    added = [path for path in found["files"] if path not in known["files"]]
    rows = [table for table in TABLES if known["rows"][table] != found["rows"][table]]
    return f"files changed {changed}, added {added}; rows changed in {rows}"


def examine(output, expected, exact=True):
    """The name of the expected version that the folder shows, or `nothing`; every version in it is whole."""
    for version in versions(output):
        version_is_whole(version)
    current = resolve(output)
    if current is None:
        readable = [table for table in TABLES if (Path(output) / table).exists()]
        demand(not readable, f"{output}: nothing is current, yet {readable} can be read")
        return NOTHING
    links_lead_through_current(output)
    offsets_slice(current)
    return name_of(current, expected, exact)


def read_version(version, expected):
    """What a careful reader does while runs go on, who has resolved `current` once: read all tables of that version."""
    version_is_whole(version)
    return name_of(version, expected, exact=False)


def accounted_for(output, whole):
    """A version with records in quarantine: each expected document is there as expected, or something says why not."""
    version = resolve(output)
    demand(version is not None, f"{output}: nothing is published")
    found = Counter(json.dumps(row, sort_keys=True, default=str) for row in read_rows(version, "documents"))
    strange = [row for row in found if row not in whole]
    demand(not strange, f"{version}: documents that an undisturbed run has not: {strange[:1]}")
    lost = len(whole) - sum(found.values())
    reasons = len(read_rows(version, "quarantine"))
    demand(lost == 0 or reasons > 0, f"{version}: {lost} documents are missing, and quarantine is empty")


def leftovers(output):
    """What dead runs left and the next run had to sweep."""
    staging, meta = Path(output) / "_staging", Path(output) / "_meta"
    left = [str(path) for path in staging.iterdir()] if staging.is_dir() else []
    return left + [str(path) for path in meta.glob("*.new")]


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--describe":
        json.dump(describe(arguments[1]), sys.stdout, indent=1)
        return
    if not arguments or len(arguments) > 2:
        sys.exit(__doc__)
    current = resolve(arguments[0])
    if len(arguments) == 2:
        expected = {"expected": json.loads(Path(arguments[1]).read_text())}
    else:
        expected = {"whole": describe(current)} if current else {}
    print(examine(arguments[0], expected))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Fault as fault:
        sys.exit(f"fault: {fault}")
