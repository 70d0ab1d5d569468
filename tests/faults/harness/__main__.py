"""Runs the kinds of faults one after the other, counts what landed, and fails if a promise broke or too little landed."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from . import concurrent, disk, errors, kill, memory, power, signals
from .cases import Plan, every
from .space import Failure, Missed, Space, Unavailable

SECTIONS = {section.NAME: section for section in (kill, errors, power, disk, signals, concurrent, memory)}


def main():
    options = arguments()
    root = Path(tempfile.mkdtemp(prefix="faults-", dir=options.work))
    start = time.monotonic()
    try:
        outcomes = [run_section(SECTIONS[name], options, root / name) for name in options.only]
    finally:
        clear(root)
    print()
    print(markdown(outcomes) if options.table else plain(outcomes))
    print(f"\n{time.monotonic() - start:.0f} s in all, seed {options.seed}")
    sys.exit(any(outcome.is_failure for outcome in outcomes))


def plain(outcomes):
    head = " ".join([f"{'fault':<12}", *(f"{name:>7}" for name in COLUMNS)])
    return "\n".join([head, *(outcome.line() for outcome in outcomes)])


def markdown(outcomes):
    """The table of docs/reliability.md."""
    rows = [["kind", *COLUMNS], ["---"] * (len(COLUMNS) + 1), *(outcome.cells() for outcome in outcomes)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def clear(root):
    """Removes the folder, and before it what a trial that was cut off left mounted there."""
    mounts = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines()]
    for mount in reversed([mount for mount in mounts if mount.startswith(f"{root}/")]):
        subprocess.run(["umount", "--lazy", mount], check=False)
    shutil.rmtree(root, ignore_errors=True)


def arguments():
    parser = argparse.ArgumentParser(prog="tests/faults/run", description=__doc__)
    parser.add_argument("--long", action="store_true", help="the long form; hours")
    parser.add_argument("--only", default=",".join(SECTIONS), help="kinds of faults, with commas (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="of everything random (default: 1)")
    parser.add_argument("--table", action="store_true", help="print the outcome as the table of docs/reliability.md")
    parser.add_argument("--at-most", type=int, default=0, help="so many cases of each kind, evenly; for parts of the long form")
    parser.add_argument("--case", default="", help="one case, as a failure prints it")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="trials at a time (default: one a core)")
    parser.add_argument("--work", default=work_folder(), help="where to work (default: memory, if there is room)")
    options = parser.parse_args()
    if options.case:
        options.only = options.case.split(":")[0]
    options.only = options.only.split(",")
    unknown = [name for name in options.only if name not in SECTIONS]
    if unknown:
        parser.error(f"no such kinds of faults: {', '.join(unknown)}; there are {', '.join(SECTIONS)}")
    return options


def work_folder():
    memory_folder = "/dev/shm"
    roomy = os.path.isdir(memory_folder) and shutil.disk_usage(memory_folder).free > 2 << 30
    return memory_folder if roomy else tempfile.gettempdir()


COLUMNS = ("landed", "needed", "tried", "missed", "failed", "seconds")


class Outcome:
    """What a section came to."""

    def __init__(self, name, needed):
        self.name, self.needed = name, needed
        self.landed, self.missed, self.failed, self.seconds = 0, 0, 0, 0.0
        self.unavailable = ""
        self.kinds = Counter()

    @property
    def is_failure(self):
        return self.failed > 0 or self.landed < self.needed and not self.unavailable

    def counts(self):
        tried = self.landed + self.missed + self.failed
        return [str(count) for count in (self.landed, self.needed, tried, self.missed, self.failed, round(self.seconds))]

    def line(self):
        if self.unavailable:
            return f"{self.name:<12} NOT PROVED HERE: {self.unavailable}"
        short = "  TOO FEW LANDED" if self.landed < self.needed else ""
        return " ".join([f"{self.name:<12}", *(f"{count:>7}" for count in self.counts())]) + short

    def cells(self):
        if self.unavailable:
            return [self.name, f"NOT PROVED HERE: {self.unavailable}", *[""] * (len(COLUMNS) - 1)]
        return [self.name, *self.counts()]


def run_section(section, options, root):
    needed = section.REQUIRED_LONG if options.long else section.REQUIRED
    plan = Plan(options.long, options.seed, needed, options.case)
    wanted = 1 if options.case else min(needed, options.at_most // 2) if options.at_most else needed
    outcome = Outcome(section.NAME, wanted)
    start = time.monotonic()
    try:
        spaces = [Space(root / str(worker), os.environ["ETL"]) for worker in range(options.workers)]
        made = section.cases(spaces[0], plan)
        if options.case:
            made = [case for case in made if case.id == options.case]
        if options.at_most:
            made = every(made, options.at_most)
        for note in plan.notes:
            print(note)
        print(f"{section.NAME}: {len(made)} cases", flush=True)
        try_all(made, spaces[: getattr(section, "WORKERS", None)], options, outcome)
    except Unavailable as reason:
        outcome.unavailable = str(reason)
        print(f"\n*** {section.NAME}: NOT PROVED HERE: {reason} ***\n")
    except Failure as failure:
        report(outcome, section.NAME, failure, options)
    outcome.seconds = time.monotonic() - start
    for kind, count in sorted(outcome.kinds.items()):
        print(f"  {kind}: {count}")
    print(f"{section.NAME}: {outcome.landed} landed in {outcome.seconds:.0f} s", flush=True)
    shutil.rmtree(root, ignore_errors=True)
    return outcome


def try_all(made, spaces, options, outcome):
    """Groups of cases through as many spaces as there are workers."""
    free = SimpleQueue()
    for space in spaces:
        free.put(space)

    def try_batch(batch):
        space = free.get()
        try:
            for case in batch:
                try_case(case, space, options, outcome)
        finally:
            free.put(space)

    with ThreadPoolExecutor(len(spaces)) as pool:
        list(pool.map(try_batch, batches(made, len(spaces))))


def batches(made, workers):
    """The cases by group, large groups in parts, so that preparing is rare and no worker is left alone at the end."""
    groups = {}
    for case in made:
        groups.setdefault(case.group, []).append(case)
    size = max(1, len(made) // (workers * 4))
    return [group[at : at + size] for group in groups.values() for at in range(0, len(group), size)]


def try_case(case, space, options, outcome):
    try:
        landed = case.attempt(space)
    except Missed as missed:
        outcome.missed += 1
        if options.case:
            print(f"missed: {missed}")
    except Failure as failure:
        report(outcome, case.id, failure, options)
    except Exception:
        report(outcome, case.id, traceback.format_exc(), options)
    else:
        landed = 1 if landed is None else landed
        outcome.landed += landed
        outcome.kinds[case.kind] += landed


def report(outcome, case, failure, options):
    outcome.failed += 1
    print(f"FAILED {case}: {failure}")
    long = " --long" if options.long else ""
    print(f"  reproduce: ETL={os.environ['ETL']} tests/faults/run{long} --seed {options.seed} --case '{case}'", flush=True)


if __name__ == "__main__":
    main()
