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
    return {"files": files, "rows": rows_of(version)}


def rows_of(version):
    return {table: digest(read_rows(version, table)) for table in TABLES}


def read_rows(version, table):
    """All rows of a table as plain Python objects, part by part; between parts there is no order."""
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
    ledger_is_true(version, manifest)


def ledger_is_true(version, manifest):
    """The ledger is the one that the manifest lists, and says of each input in which part its rows are, and how many."""
    listed = manifest["inputs"]
    try:
        text = (version / listed["path"]).read_text()
    except OSError as error:
        raise Fault(f"{version}: the ledger cannot be read: {error}") from error
    size = len(text.encode())
    demand(size == listed["bytes"], f"{version}: the ledger has {size} bytes, not {listed['bytes']}")
    lines = text.splitlines()[1:]
    inputs = [dict(zip(lines[0].split("\t"), line.split("\t"))) for line in lines[1:]]
    demand(len(inputs) == listed["rows"], f"{version}: the ledger has {len(inputs)} inputs, not {listed['rows']}")
    entered = Counter()
    for line in inputs:
        place = (line["source_path"], int(line["part"]))
        entered["documents", *place] += int(line["documents"])
        entered["quarantine", *place] += int(line["records"]) - int(line["documents"])
    # A place without a row is none.
    entered = +entered
    found = rows_by_place(version)
    strange = [place for place in entered.keys() | found.keys() if entered[place] != found[place]]
    demand(not strange, f"{version}: ledger and tables differ at {sorted(strange)[:3]}")


def rows_by_place(version):
    """Rows by table, input and number of the part."""
    found = Counter()
    for table in ("documents", "quarantine"):
        for path in (version / table).glob("*.parquet"):
            number = int(path.stem.removeprefix("part-"))
            for source_path in parquet.ParquetFile(path).read(["source_path"])["source_path"].to_pylist():
                found[table, source_path, number] += 1
    return found


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


def history(output):
    """Every file of every version, by the hash of its bytes. Versions share files by hard links: what one run does to its
    own must not reach another version's."""
    return {
        version.name: {
            str(path.relative_to(version)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(version.rglob("*"))
            if path.is_file()
        }
        for version in versions(output)
    }


def history_is_kept(output, before, may_lose=False):
    """Each version of `before` is there as it was; `may_lose` those that may be removed as a whole."""
    now = history(output)
    for name, files in before.items():
        if name not in now:
            demand(may_lose, f"{output}: version {name} is gone")
            continue
        changed = [path for path in files.keys() | now[name].keys() if files.get(path) != now[name].get(path)]
        demand(not changed, f"{output}: the old version {name} changed in {sorted(changed)}")


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


def documents_of(version):
    """The documents by id."""
    return {row["doc_id"]: row for row in read_rows(version, "documents")}


def accounted_for(output, before, after, is_folder):
    """A version with records in quarantine, between the documents of `before` and those of `after`.

    Each document of `after` is there, or quarantine names its input or a folder above. What lies in a folder that could
    not be listed stays as it was before: nobody knows that it has changed.
    """
    version = resolve(output)
    demand(version is not None, f"{output}: nothing is published")
    found = documents_of(version)
    named = {row["source_path"] for row in read_rows(version, "quarantine")}
    unlisted = {path for path in named if path == "." or is_folder(path)}
    for doc_id in found.keys() | before.keys() | after.keys():
        then, now = before.get(doc_id), after.get(doc_id)
        demand(then or now, f"{version}: the document {doc_id} is in no undisturbed run")
        source_path = (now or then)["source_path"]
        if lies_in(source_path, unlisted):
            allowed = [then, now or then]
        else:
            allowed = [now, None] if source_path in named else [now]
        demand(found.get(doc_id) in allowed, f"{version}: the document {doc_id} of {source_path} is not as it should be")


def lies_in(source_path, folders):
    return any(folder == "." or source_path.startswith(f"{folder}/") for folder in folders)


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
