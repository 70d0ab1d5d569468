"""Four Rust sentence splitters, through the stand-alone program in `tests/quality/splitters/`."""

import json
import subprocess
from pathlib import Path

from ..model import Found, Span

NAMES = ("sentencex", "srx", "icu_segmenter", "unicode-segmentation")
MANIFEST = Path(__file__).parents[2] / "splitters" / "Cargo.toml"


def build(target):
    """Builds the program and gives the command that runs it."""
    cargo = ["cargo", "build", "--quiet", "--release", "--locked", "--manifest-path", str(MANIFEST)]
    subprocess.run([*cargo, "--target-dir", str(target)], check=True)
    return [str(target / "release" / "splitters"), str(package_folder("srx") / "data" / "segment.srx")]


def package_folder(crate):
    """Where cargo unpacked a dependency: the rules for srx lie in its package."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--manifest-path", str(MANIFEST)]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return next(Path(one["manifest_path"]).parent for one in metadata["packages"] if one["name"] == crate)


def versions():
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--manifest-path", str(MANIFEST)]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {one["name"]: one["version"] for one in metadata["packages"] if one["name"] in NAMES}


def find(command, documents):
    """What each splitter found, by its name."""
    lines = "".join(json.dumps({"id": index, "text": one.text}) + "\n" for index, one in enumerate(documents))
    done = subprocess.run(command, input=lines, check=True, capture_output=True, text=True, encoding="utf-8")
    records = [json.loads(line)["spans"] for line in done.stdout.splitlines()]
    return {name: [Found([], [Span(*span) for span in one[name]]) for one in records] for name in NAMES}
