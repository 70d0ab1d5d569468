"""Starts measured processes through `child.py` and reads what they used."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

CHILD = Path(__file__).parent / "child.py"


def measured(command):
    """Wall clock, processor seconds and peak memory (10^6 bytes) of a command. Raises RuntimeError where it fails."""
    with tempfile.TemporaryDirectory() as scratch:
        result = Path(scratch, "used.json")
        launcher = [sys.executable, "-I", "-S", str(CHILD), str(result), *map(str, command)]
        done = subprocess.run(launcher, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, command))} failed: {done.stderr.strip()}")
        return json.loads(result.read_text())


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
