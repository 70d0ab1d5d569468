"""The texts that speed is measured on, as a folder of plain files."""

import shutil
import tarfile
from pathlib import Path

import pyarrow

RELEASES = "corpora/senate-press-releases.tar.zst"
RELEASES_IN_ARCHIVE = 72_644


def prepare(target, wanted, given=None, data=None, documents=()):
    """Fills `target` with about `wanted` texts and says where they are from: a given folder, evenly spread; else the
    Senate releases of the data folder, evenly spread; else the texts of the documents."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    archive = data / RELEASES if data else None
    if given:
        files = [path for path in sorted(Path(given).rglob("*.txt")) if path.is_file()]
        for index, path in enumerate(spread(files, wanted)):
            shutil.copyfile(path, target / f"{index:06}.txt")
        return f"`.txt` files of a folder ({len(files)} in all)"
    if archive and archive.is_file():
        for index, content in enumerate(releases(archive, wanted)):
            (target / f"{index:06}.txt").write_bytes(content)
        return "press releases of US senators, 2005 to 2008"
    for index, one in enumerate(documents):
        (target / f"{index:06}.txt").write_text(one.text, encoding="utf-8")
    return "own gold"


def spread(items, wanted):
    """`wanted` items, or all that there are, evenly spread."""
    count = min(wanted, len(items))
    return [items[index * len(items) // count] for index in range(count)]


def releases(archive, wanted):
    """The bytes of evenly spread members of the archive, streamed: nothing is unpacked to disk."""
    step, given = max(1, RELEASES_IN_ARCHIVE // wanted), 0
    with pyarrow.CompressedInputStream(str(archive), "zstd") as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
        members = (one for one in tar if one.isfile())
        for index, member in enumerate(members):
            if index % step == 0 and given < wanted:
                given += 1
                yield tar.extractfile(member).read()
            if given == wanted:
                return
