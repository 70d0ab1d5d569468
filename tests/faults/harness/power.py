"""A power cut: the output on a small ext4, its image copied while the run stands still after each step or at any moment.

What the copy holds is what the disk would hold: pages that were not synced are lost. A busy neighbour makes it worse: it
syncs a file of its own before the copy, which commits the file system's journal, names and all, but not the contents
that nobody asked to be written. The negative control runs the program with every fsync skipped; it has to be found out.
"""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from . import oracle, strace
from .cases import Case, every
from .scenarios import SCENARIOS, stage
from .space import Failure, Missed, administer, judged

NAME = "power"
REQUIRED, REQUIRED_LONG = 50, 1_000
CUT = ("first", "second", "links", "after-death")
# Who finds the link swapped has nothing to do, and yet has to see to it that it stays so.
SWAPPED = ("second", "links", "rollback")
STEPS = [call for kind in ("write", "sync", "rename", "link", "symlink", "mkdir", "unlink") for call in strace.KINDS[kind]]
IMAGE_MIB = 32
# Copies of one passage that are looked at in the short form, evenly from its first step to its last.
COPIES = 12
PATIENCE_SECS = 30


def cases(space, plan):
    strace.demand_strace(space)
    with Disk(space, None):
        pass
    made = []
    for variant in range(12 if plan.long else 1):
        for scenario in (scenario for scenario in SCENARIOS if scenario.name in CUT):
            for neighbour in ("quiet", "busy"):
                made.append(passage(scenario, variant, neighbour, None if plan.long else COPIES))
                made.append(moments(scenario, variant, neighbour, plan, 16 if plan.long else 3))
            made.append(control(scenario, variant, None if plan.long else COPIES))
        made.extend(swapped(scenario, variant) for scenario in SCENARIOS if scenario.name in SWAPPED)
    return made


def passage(scenario, variant, neighbour, copies):
    return Case(f"power:{scenario.name}:{variant}:steps:{neighbour}", f"{scenario.name} steps {neighbour}",
                group=(scenario.name, variant),
                attempt=lambda s: at_each_step(s, scenario, variant, neighbour, copies))


def moments(scenario, variant, neighbour, plan, count):
    return Case(f"power:{scenario.name}:{variant}:moments:{neighbour}", f"{scenario.name} moments {neighbour}",
                group=(scenario.name, variant),
                attempt=lambda s: at_random(s, scenario, variant, neighbour, plan, count))


def control(scenario, variant, copies):
    return Case(f"power:{scenario.name}:{variant}:control", "controls found out", group=(scenario.name, variant),
                attempt=lambda s: without_fsync(s, scenario, variant, copies))


def swapped(scenario, variant):
    return Case(f"power:{scenario.name}:{variant}:swapped", "swapped by a run that died", group=(scenario.name, variant),
                attempt=lambda s: after_a_swap(s, scenario, variant))


def after_a_swap(space, scenario, variant):
    """A run is killed between the swap and its fsync; the next one finds its work done. A power cut after that one's exit
    code 0 must not take back what it said."""
    ready = stage(space, scenario, variant)
    log = space.root / "trace"
    log.unlink(missing_ok=True)
    with Disk(space, ready) as disk:
        at_the_swap = strace.options(log, ["fsync"], [space.output], ["fsync:retval=0:signal=SIGKILL"])
        space.run(ready.command(space), at_the_swap)
        if not strace.struck(log, "+++ killed by SIGKILL") or judged(space, ready.expected) != "after":
            raise Missed("the run was not killed after the swap")
        space.must(ready.command(space))
        disk.copy("end")
    survives(space, ready, disk, "end", {"after"})
    return 1


def at_each_step(space, scenario, variant, neighbour, copies):
    ready = stage(space, scenario, variant)
    with Disk(space, ready) as disk:
        steps, result = step_by_step(space, ready, disk, neighbour)
        disk.copy("end")
    if result != 0:
        raise Failure(f"a run that was only stopped and continued ended with {result}")
    looked_at = every(steps, copies) if copies else steps
    for step in looked_at:
        survives(space, ready, disk, step, {ready.before, "after"})
    # Once the program has said that it is done, it is.
    survives(space, ready, disk, "end", {"after"})
    return len(looked_at) + 1


def at_random(space, scenario, variant, neighbour, plan, count):
    ready = stage(space, scenario, variant)
    dice = plan.dice(f"power {scenario.name} {variant} {neighbour}")
    landed, usual = 0, 0.1
    for at in range(count):
        with Disk(space, ready) as disk:
            start = time.monotonic()
            child = space.popen(ready.command(space), stderr=subprocess.DEVNULL)
            time.sleep(dice.random() * usual)
            child.send_signal(signal.SIGSTOP)
            at_work = stands_still(child.pid)
            if at_work:
                disk.copy(at, neighbour)
                child.kill()
            child.wait()
            usual = max(usual, time.monotonic() - start)
        if at_work:
            survives(space, ready, disk, at, {ready.before, "after"})
            landed += 1
    return landed


def without_fsync(space, scenario, variant, copies):
    """The negative control: some copy must be found to be broken, or the trials above prove nothing."""
    ready = stage(space, scenario, variant)
    with Disk(space, ready) as disk:
        steps, _ = step_by_step(space, ready, disk, "busy", of_sync=":retval=0")
        disk.copy("end")
    looked_at = every(steps, copies) if copies else steps
    allowed = {step: {ready.before, "after"} for step in looked_at} | {"end": {"after"}}
    caught = sum(not is_survived(space, ready, disk, step, shown) for step, shown in allowed.items())
    if not caught:
        raise Failure(f"without fsync all of {len(allowed)} power cuts were survived: this test sees nothing")
    print(f"  control {scenario.name}: without fsync {caught} of {len(allowed)} power cuts are not survived", flush=True)
    return 1


def is_survived(space, ready, disk, step, allowed):
    try:
        survives(space, ready, disk, step, allowed)
    except Failure:
        return False
    return True


def step_by_step(space, ready, disk, neighbour, of_sync=""):
    """Runs the command, which stands still after every step, and copies the disk there; gives the steps and the exit code."""
    log = space.root / "trace"
    log.unlink(missing_ok=True)
    syncs = strace.KINDS["sync"]
    others = [call for call in STEPS if call not in syncs]
    stops = [f"{','.join(others)}:signal=SIGSTOP:when=1+", f"{','.join(syncs)}{of_sync}:signal=SIGSTOP:when=1+"]
    child = space.popen(ready.command(space), strace.options(log, STEPS, (), stops), stderr=subprocess.DEVNULL)
    steps, read_to = [], 0
    started = time.monotonic()
    while child.poll() is None:
        if time.monotonic() - started > PATIENCE_SECS + len(steps):
            child.kill()
            raise Failure("the run does not go on")
        news = log.read_text(errors="replace")[read_to:] if log.exists() else ""
        tracee = child_of(child.pid)
        if tracee is None or "--- stopped by SIGSTOP" not in news or not stands_still(tracee, 0.05):
            time.sleep(0.0005)
            continue
        # Every other time, so that steps are also seen as they are without a neighbour.
        disk.copy(len(steps), neighbour if len(steps) % 2 else "quiet")
        steps.append(len(steps))
        read_to = len(log.read_text(errors="replace"))
        os.kill(tracee, signal.SIGCONT)
    return steps, child.returncode


def child_of(pid):
    """The program under strace; None where it has not begun or has ended."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(children[0]) if children else None


def stands_still(pid, patience=1.0):
    """Whether all threads of the process are stopped, and stay so; False where it ends instead."""
    give_up = time.monotonic() + patience
    while time.monotonic() < give_up:
        try:
            states = [task.joinpath("stat").read_text().rsplit(")", 1)[1].split()[0] for task in tasks(pid)]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if states and all(state in "tT" for state in states):
            return True
        if any(state in "ZX" for state in states):
            return False
        time.sleep(0.0005)
    return False


def tasks(pid):
    return list(Path(f"/proc/{pid}/task").iterdir())


def survives(space, ready, disk, step, allowed):
    """The copy, after what a machine does when it starts again, shows one of the allowed versions; a run mends the rest."""
    try:
        with disk.started_again(step):
            oracle.still_whole(space, ready, allowed)
            oracle.converges(space, ready)
    except Failure as failure:
        raise Failure(f"power cut at step {step}: {failure}") from failure


class Disk:
    """An ext4 file system in a file, mounted where the output folder is."""

    def __init__(self, space, ready):
        self.space = space
        self.ready = ready
        self.folder = space.root / "disk"
        self.mount = space.root / "mount"
        self.usual = space.output

    def __enter__(self):
        remove_all(self.folder)
        self.folder.mkdir()
        self.mount.mkdir(exist_ok=True)
        image = self.folder / "image"
        with image.open("wb") as file:
            file.truncate(IMAGE_MIB << 20)
        command("mkfs.ext4", "-q", "-m", "0", "-E", "lazy_itable_init=0,lazy_journal_init=0", image)
        self.attach(image)
        if self.ready is not None:
            self.ready.reset(self.space)
            # This file system alone: what `sync` does to a neighbour's disk would hide what was not synced there.
            command("sync", "--file-system", self.mount)
        return self

    def __exit__(self, *_):
        self.detach()

    def attach(self, image):
        # The journal is committed when somebody syncs and not by a clock, so that a copy is of one moment.
        command("mount", "-o", "loop,commit=600", image, self.mount)
        self.space.output = self.mount / "output"

    def detach(self):
        self.space.output = self.usual
        # Lazily: a reader that failed may hold a file open until its error is forgotten.
        command("umount", "--lazy", self.mount)

    def copy(self, name, neighbour="quiet"):
        if neighbour == "busy":
            with (self.mount / "neighbour").open("ab") as file:
                file.write(b"x")
                os.fsync(file.fileno())
        command("cp", "--sparse=always", "--reflink=auto", self.folder / "image", self.folder / f"copy-{name}")

    def started_again(self, name):
        image = self.folder / f"copy-{name}"
        checked = subprocess.run(["e2fsck", "-p", "-f", str(image)], capture_output=True, text=True)
        if checked.returncode > 1:
            raise Failure(f"the file system itself is broken: {checked.stdout}")
        return Attached(self, image)


class Attached:
    """A copy while it is mounted."""

    def __init__(self, disk, image):
        self.disk, self.image = disk, image

    def __enter__(self):
        self.disk.attach(self.image)

    def __exit__(self, *_):
        self.disk.detach()
        self.image.unlink()


def remove_all(folder):
    shutil.rmtree(folder, ignore_errors=True)


def command(*words):
    administer(*words, purpose="no image can be mounted here")
