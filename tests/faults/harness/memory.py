"""Memory: the peak of a run over 10 MB, 300 MB and, in the long form, 3 GB of releases repeated under new names."""

import shutil
import subprocess
import time
from pathlib import Path

from . import corpus
from .cases import Case
from .space import Failure, Unavailable, remove

NAME = "memory"
REQUIRED, REQUIRED_LONG = 2, 3
# One at a time: two large runs side by side would measure each other.
WORKERS = 1
LIMIT_MB = 400
SIZES_MB, SIZES_LONG_MB = (10, 300), (10, 300, 3_000)


def cases(space, plan):
    if shutil.disk_usage(space.root).free < 4 << 30:
        raise Unavailable(f"less than 4 GB are free at {space.root}")
    sizes = SIZES_LONG_MB if plan.long else SIZES_MB
    return [Case(f"memory:{size}", f"{size} MB", attempt=lambda s, size=size: attempt(s, size)) for size in sizes]


def attempt(space, megabytes):
    large = space.root / "large"
    remove(large)
    remove(space.output)
    corpus.repeat(large, megabytes, plain=3)
    command = ["run", "--input", large, "--output", space.output, "--jobs", 2]
    child = space.popen(command, stderr=subprocess.DEVNULL)
    peak = watch(child)
    if child.returncode != 0:
        raise Failure(f"the run gave {child.returncode}")
    print(f"  {megabytes} MB of text: {peak} MB at the peak", flush=True)
    if peak >= LIMIT_MB:
        raise Failure(f"{peak} MB at the peak of a run over {megabytes} MB; {LIMIT_MB} MB are allowed")
    remove(large)
    remove(space.output)


def watch(child):
    """The peak of the resident memory, in MB, as the system keeps it; what `wait` reports would count this process too."""
    peak_kib = 0
    while child.poll() is None:
        try:
            status = Path(f"/proc/{child.pid}/status").read_text()
        except OSError:
            continue
        lines = [line for line in status.splitlines() if line.startswith("VmHWM:")]
        peak_kib = max([peak_kib, *(int(line.split()[1]) for line in lines)])
        time.sleep(0.005)
    return peak_kib * 1024 // 1_000_000
