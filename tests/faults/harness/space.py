"""A place to work in: one input folder, one output folder, and the program that is tried on them."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import judge

from . import corpus

# What `docs/exit-codes.md` lists, but for 70, which is a fault of the program, and 2, the usage.
DOCUMENTED = {0, 1, 65, 66, 73, 74, 75, 77, 78, 130, 143}


class Failure(Exception):
    """A promise that was not kept."""


class Missed(Exception):
    """The fault did not land: the trial proves nothing and is not counted."""


class Unavailable(Exception):
    """The machine does not allow this kind of fault."""


@dataclass
class Result:
    code: int
    stderr: str
    seconds: float

    def shown(self):
        return f"exit code {self.code}: {self.stderr.strip()[-600:]}"


class Space:
    """Paths under `root`, and how to run the program there."""

    def __init__(self, root, etl):
        self.root = Path(root)
        self.etl = etl
        self.input = self.root / "input"
        self.output = self.root / "output"
        self.cache = {}
        self.root.mkdir(parents=True, exist_ok=True)

    def environment(self, **more):
        kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")}
        # Any record that is lost to a fault has to show in the exit code.
        return kept | {"NO_COLOR": "1", "ETL__RUN__MAX_QUARANTINED_FRACTION": "0"} | more

    def popen(self, arguments, wrap=(), **more):
        command = [*map(str, wrap), self.etl, *map(str, arguments)]
        options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | more
        return subprocess.Popen(command, cwd=self.root, env=self.environment(), **options)

    def run(self, arguments, wrap=(), timeout=120, **more):
        """Runs the program to its end. A run that does not end is a failure."""
        start = time.monotonic()
        child = self.popen(arguments, wrap, **more)
        try:
            stderr = child.communicate(timeout=timeout)[1]
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            raise Failure(f"no end after {timeout} s: {' '.join(map(str, arguments))}") from None
        return Result(child.returncode, (stderr or b"").decode(errors="replace"), time.monotonic() - start)

    def must(self, arguments, wrap=(), codes=(0,), **more):
        result = self.run(arguments, wrap, **more)
        if result.code not in codes:
            raise Failure(f"`etl {' '.join(map(str, arguments))}` without any fault gave {result.shown()}")
        return result

    def run_arguments(self, jobs=1):
        return ["run", "--input", self.input, "--output", self.output, "--jobs", jobs]

    def check(self):
        """The program's own opinion, beside the judge's."""
        result = self.run(["check", "--output", self.output])
        if result.code != 0:
            raise Failure(f"`etl check` of what is published gave {result.shown()}")

    def write_input(self, seed, revision, count=5):
        corpus.write(self.input, seed, revision, count)

    def put_output(self, saved):
        """The output folder as it was saved; None for no output folder at all."""
        remove(self.output)
        if saved is not None:
            shutil.copytree(saved, self.output, symlinks=True)


def remove(path):
    if os.path.lexists(path):
        shutil.rmtree(path)


def judged(space, expected, exact=True, **where):
    """The judge's verdict, a fault as a failure."""
    try:
        return judge.examine(where.get("output", space.output), expected, exact)
    except judge.Fault as fault:
        raise Failure(str(fault)) from fault


def has_verb(space, verb):
    return space.run([verb, "--help"]).code == 0
