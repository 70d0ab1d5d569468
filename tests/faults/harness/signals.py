"""SIGINT and SIGTERM at random moments: an end in order within five seconds; a second signal ends at once."""

import signal
import time

import judge

from . import corpus
from .cases import Case
from .oracle import PUBLISHED
from .space import Failure, Missed, judged, remove

NAME = "signals"
REQUIRED, REQUIRED_LONG = 60, 1_000
IN_ORDER_SECS = 5.0
AT_ONCE_SECS = 2.0
# A run long enough to be met at work, short enough to be made often.
USUAL_SECS = 0.8
# The least to begin with: a debug build is a hundred times slower than what is shipped.
LEAST_MB = 0.02


def cases(space, plan):
    # More than has to land: a signal that comes before the handler or after the end proves nothing.
    count = int(plan.wanted * 1.6)
    return [
        Case(f"signals:{at}", kind_of(at), attempt=lambda s, at=at: attempt(s, plan.dice(f"signals {at}"), at))
        for at in range(count)
    ]


def kind_of(at):
    return f"{sent_at(at).name}{', twice' if at % 3 == 2 else ''}"


def sent_at(at):
    return (signal.SIGINT, signal.SIGTERM)[at % 2]


def attempt(space, dice, at):
    ready = prepared(space)
    space.put_output(space.root / "saved")
    child = space.popen(ready["command"])
    time.sleep(dice.random() * ready["seconds"])
    sent, asked = sent_at(at), time.monotonic()
    child.send_signal(sent)
    if at % 3 == 2:
        time.sleep(dice.random() * 0.05)
        asked = time.monotonic()
        # The other one: the system makes one of two equal signals that come before the first was taken.
        child.send_signal(sent_at(at + 1))
    stderr = child.communicate(timeout=60)[1].decode(errors="replace")
    took = time.monotonic() - asked
    judge_the_end(space, ready, child.returncode, stderr, took, sent, twice=at % 3 == 2)


def judge_the_end(space, ready, code, stderr, took, sent, twice):
    limit = AT_ONCE_SECS if twice else IN_ORDER_SECS
    if took > limit:
        raise Failure(f"the end took {took:.1f} s after the signal, more than {limit} s")
    shown = judged(space, ready["expected"])
    if code == 0:
        if shown != "after":
            raise Failure(f"exit code 0, and the folder shows `{shown}`")
        raise Missed("the run had done its work")
    if code in (-signal.SIGINT, -signal.SIGTERM):
        raise Missed("the run had not begun")
    if code not in ((130, 143) if twice else (128 + sent,)):
        raise Failure(f"exit code {code} after {sent.name}: {stderr[-300:]}")
    if not PUBLISHED.search(stderr) and shown != "before" and not twice:
        raise Failure(f"exit code {code}, and the folder shows `{shown}`")
    if "panicked" in stderr:
        raise Failure(stderr[-600:])
    left = judge.leftovers(space.output)
    if left and not twice and "ends at once" not in stderr:
        raise Failure(f"an end in order left {left}")
    # Over the small input again: the texts of the large one, if they were published, vanish.
    space.must(ready["small"])
    if judge.leftovers(space.output):
        raise Failure(f"the next run did not sweep {judge.leftovers(space.output)}")
    judged(space, {"small": ready["expected"]["before"]}, exact=False)


def prepared(space):
    """A small published folder, and a large one to be interrupted in."""
    if "signals" not in space.cache:
        space.cache["signals"] = prepare(space)
    return space.cache["signals"]


def prepare(space):
    space.write_input(0, 0)
    small = space.run_arguments()
    space.must(small)
    before = judge.describe(judge.resolve(space.output))
    remove(space.root / "saved")
    space.output.rename(space.root / "saved")

    large = space.root / "large"
    command = ["run", "--input", large, "--output", space.output, "--jobs", 2]
    megabytes, seconds = LEAST_MB, 0.0
    while seconds < USUAL_SECS and megabytes <= 256:
        remove(large)
        corpus.repeat(large, megabytes, distinct=100)
        space.put_output(space.root / "saved")
        seconds = space.must(command).seconds
        megabytes *= 2
    expected = {"before": before, "after": judge.describe(judge.resolve(space.output))}
    return {"small": small, "command": command, "seconds": seconds, "expected": expected}
