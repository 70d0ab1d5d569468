"""Four other readers open a published version and must agree on it, cell by cell.

Usage: agree.py OUTPUT_FOLDER

pyarrow, pandas, polars and DuckDB each read every table by its stable path, as a notebook would. Offsets are then
applied in Python: `text[start_char:end_char]` has to give the printed text.
"""

import datetime
import math
import os
import sys

import duckdb
import pandas
import polars
import pyarrow.parquet

TABLES = ["documents", "sentences", "mentions", "entities", "duplicates", "quarantine"]


def plain(value):
    """The value as the plainest Python object, so that readers can be compared."""
    if value is None or value is pandas.NaT:
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, (pandas.Timestamp, datetime.datetime)):
        moment = value.to_pydatetime() if isinstance(value, pandas.Timestamp) else value
        return moment.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)) or type(value).__module__ in ("numpy", "polars") and hasattr(value, "tolist"):
        items = value.tolist() if hasattr(value, "tolist") else value
        return [plain(item) for item in items] if isinstance(items, list) else plain(items)
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    return value


def rows_of(columns, rows):
    return columns, [[plain(cell) for cell in row] for row in rows]


def by_pyarrow(folder):
    table = pyarrow.parquet.read_table(folder)
    for field in table.schema:
        assert field.metadata and field.metadata.get(b"description"), f"{folder}: {field.name} has no description"
    metadata = table.schema.metadata
    assert metadata[b"communique.schema"].decode() == os.path.basename(folder)
    return rows_of(table.column_names, zip(*[column.to_pylist() for column in table.columns]))


def by_pandas(folder):
    frame = pandas.read_parquet(folder)
    return rows_of(list(frame.columns), frame.itertuples(index=False, name=None))


def by_polars(folder):
    frame = polars.read_parquet(os.path.join(folder, "*.parquet"))
    return rows_of(frame.columns, frame.rows())


def by_duckdb(folder):
    result = duckdb.sql(f"SELECT * FROM read_parquet('{folder}/*.parquet')")
    return rows_of(result.columns, result.fetchall())


READERS = {"pyarrow": by_pyarrow, "pandas": by_pandas, "polars": by_polars, "duckdb": by_duckdb}


def check_offsets(tables):
    columns, rows = tables["documents"]
    texts = {row[columns.index("doc_id")]: row[columns.index("text")] for row in rows}
    sliced = 0
    for name in ("sentences", "mentions"):
        columns, rows = tables[name]
        doc, text, start, end = (columns.index(c) for c in ("doc_id", "text", "start_char", "end_char"))
        for row in rows:
            assert texts[row[doc]][row[start] : row[end]] == row[text], f"{name}: {row}"
            sliced += 1
    return sliced


def main(output):
    first = {}
    for table in TABLES:
        folder = os.path.join(output, table)
        seen = {name: read(folder) for name, read in READERS.items()}
        (columns, expected) = seen["pyarrow"]
        for name, (other_columns, other) in seen.items():
            assert list(other_columns) == list(columns), f"{table}: {name} sees the columns {other_columns}"
            assert len(other) == len(expected), f"{table}: {name} sees {len(other)} rows, pyarrow {len(expected)}"
            for at, (one, two) in enumerate(zip(expected, other)):
                assert one == two, f"{table} row {at}: pyarrow {one} and {name} {two}"
        first[table] = seen["pyarrow"]
        print(f"{table}: {len(expected)} rows, {len(columns)} columns, {len(READERS)} readers agree")
    print(f"{check_offsets(first)} offsets slice to the printed text")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
