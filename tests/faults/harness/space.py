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
        # Settings of the scenario, as environment variables.
        self.settings = {}
        self.root.mkdir(parents=True, exist_ok=True)

    def environment(self):
        kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")}
        # Any record that is lost to a fault has to show in the exit code.
        return kept | {"NO_COLOR": "1", "ETL__RUN__MAX_QUARANTINED_FRACTION": "0"} | self.settings

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

    def run_arguments(self, jobs=1, **where):
        where = {"input": self.input, "output": self.output} | where
        return ["run", "--input", where["input"], "--output", where["output"], "--jobs", jobs]

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
            copy_tree(saved, self.output)


def copy_tree(source, target):
    """A copy in which files that were one by hard links are one again."""
    first_names = {}

    def copy(name, new_name):
        status = os.lstat(name)
        first = first_names.setdefault((status.st_dev, status.st_ino), new_name)
        if first is new_name:
            shutil.copy2(name, new_name)
        else:
            os.link(first, new_name)
        return new_name

    shutil.copytree(source, target, symlinks=True, copy_function=copy)


def remove(path):
    if os.path.lexists(path):
        shutil.rmtree(path)


def administer(*words, purpose):
    """Runs a command of the system's administrator; where it is lacking or not allowed, a kind of fault is unavailable."""
    command = [str(word) for word in words]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        raise Unavailable(f"{purpose}: {command[0]} is not installed") from None
    if done.returncode != 0:
        raise Unavailable(f"{purpose}: `{' '.join(command)}`: {done.stderr.strip()}")


def judged(space, expected, exact=True, **where):
    """The judge's verdict, a fault as a failure."""
    try:
        return judge.examine(where.get("output", space.output), expected, exact)
    except judge.Fault as fault:
        raise Failure(str(fault)) from fault


def has_verb(space, verb):
    return space.run([verb, "--help"]).code == 0
