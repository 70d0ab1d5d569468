"""Runs, readers and gc on one output at once, let go together: every version seen is whole, and no run is lost."""

import os
import threading
import time

import judge

from .cases import Case
from .space import Failure, Missed, has_verb, judged, remove

NAME = "concurrent"
REQUIRED, REQUIRED_LONG = 50, 2_000
READERS = 2
# The output is begun anew after so many rounds, so that it does not grow without end.
ROUNDS_AN_OUTPUT = 10


def cases(space, plan):
    has_gc = has_verb(space, "gc")
    if not has_gc:
        plan.note("concurrent: there is no verb `gc` to run beside")
    made = []
    for at in range(int(plan.wanted * 1.5)):
        block = at // ROUNDS_AN_OUTPUT
        made.append(Case(f"concurrent:{at}", "rounds", group=(block,),
                         attempt=lambda s, at=at: attempt(s, plan.dice(f"concurrent {at}"), has_gc, at)))
    return made


def attempt(space, dice, has_gc, at):
    inputs, expected = prepared(space)
    if space.cache.get("block") != at // ROUNDS_AN_OUTPUT:
        space.cache["block"] = at // ROUNDS_AN_OUTPUT
        remove(space.output)
    known = judge.history(space.output)
    # Some read everything anew, so that there is work however often the same input was the last one.
    runs = [space.run_arguments(input=dice.choice(inputs)) for _ in range(dice.randrange(2, 17))]
    commands = [[*run, "--refresh"] if dice.randrange(3) == 0 else run for run in runs]
    if has_gc and known:
        commands += [["gc", "--keep", 2, "--keep-days", 0, "--output", space.output]] * dice.randrange(1, 3)
    with Readers(space, expected, has_gc) as readers:
        ends = let_go_together(space, commands)
    verdict(space, expected, known, commands, ends)
    if readers.faults:
        raise Failure(f"a reader saw: {readers.faults[0]}")
    if not any(code == 75 for code, _ in ends) or readers.reads == 0:
        raise Missed("nobody met anybody")


def verdict(space, expected, known, commands, ends):
    for command, (code, stderr) in zip(commands, ends):
        if code not in (0, 75) or "panicked" in stderr:
            raise Failure(f"`etl {command[0]}` among {len(commands)} gave {code}: {stderr[-400:]}")
    runs = [code for command, (code, _) in zip(commands, ends) if command[0] == "run"]
    made = {path.name for path in judge.versions(space.output)} - known.keys()
    if len(made) > runs.count(0):
        raise Failure(f"{runs.count(0)} runs succeeded and made the versions {sorted(made)}")
    if not known and (not made or 0 not in runs):
        raise Failure("no run succeeded")
    if judged(space, expected, exact=False) == judge.NOTHING:
        raise Failure("nothing is published")
    try:
        judge.history_is_kept(space.output, known, may_lose=True)
    except judge.Fault as fault:
        raise Failure(str(fault)) from fault


def prepared(space):
    """Two inputs, and what each of them makes."""
    if "concurrent" not in space.cache:
        inputs, expected = [], {}
        for revision in (0, 1):
            space.input = space.root / f"input-{revision}"
            space.write_input("crowd", revision, count=12)
            remove(space.output)
            space.must(space.run_arguments())
            expected[f"revision {revision}"] = judge.describe(judge.resolve(space.output))
            inputs.append(space.input)
        remove(space.output)
        space.cache["concurrent"] = inputs, expected
    return space.cache["concurrent"]


def let_go_together(space, commands):
    """Starts all, lets them wait at a barrier, and opens it; gives exit code and standard error of each."""
    waits, opens = os.pipe()
    wrap = ["sh", "-c", 'read -r _; exec "$@" </dev/null', "barrier"]
    children = [space.popen(command, wrap, stdin=waits) for command in commands]
    os.close(waits)
    # Time for the last one to reach the barrier.
    time.sleep(0.02)
    os.close(opens)
    ends = []
    for child in children:
        stderr = child.communicate(timeout=120)[1].decode(errors="replace")
        ends.append((child.returncode, stderr))
    return ends


class Readers:
    """Readers that resolve `current` once and read all tables, again and again, until they are told to stop."""

    def __init__(self, space, expected, has_gc):
        self.space, self.expected, self.has_gc = space, expected, has_gc
        self.faults, self.reads = [], 0
        self.done = threading.Event()
        self.threads = [threading.Thread(target=self.read) for _ in range(READERS)]

    def read(self):
        while not self.done.is_set():
            version = None
            try:
                version = judge.resolve(self.space.output)
                if version is not None:
                    judge.read_version(version, self.expected)
                    self.reads += 1
            except (judge.Fault, OSError) as fault:
                if self.is_collected(version):
                    continue
                self.faults.append(fault)
                return

    def is_collected(self, version):
        """Whether gc has removed the version, as it may once another one is current; it keeps none by age here."""
        return self.has_gc and version is not None and not version.exists() and judge.resolve(self.space.output) != version

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        for thread in self.threads:
            thread.join()
