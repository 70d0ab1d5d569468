"""A full disk: the output on a small file system, with every amount of room between none and enough, bytes and inodes."""

import os
import subprocess

from . import oracle
from .cases import Case, every
from .scenarios import SCENARIOS, stage
from .space import Missed, administer

NAME = "disk"
REQUIRED, REQUIRED_LONG = 40, 300
SWEPT = ("first", "second", "links", "after-death")
PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024
AMPLE_KIB, AMPLE_INODES = 64 << 10, 100_000


def cases(space, plan):
    with Small(space):
        pass
    made = []
    for variant in range(6 if plan.long else 1):
        for scenario in SCENARIOS:
            if scenario.name in SWEPT:
                made.extend(of_scenario(space, scenario, variant))
    return made if plan.long or plan.only else every(made, 48)


def of_scenario(space, scenario, variant):
    ready = stage(space, scenario, variant)
    with Small(space) as small:
        ready.reset(space)
        before = used(small.mount)
        space.must(ready.command(space))
        after = used(small.mount)
    group = (scenario.name, variant)
    for kib in range(before[0] + PAGE_KIB, after[0], PAGE_KIB):
        yield Case(f"disk:{scenario.name}:{variant}:kib:{kib}", f"{scenario.name} bytes", group=group,
                   attempt=lambda s, kib=kib: attempt(s, scenario, variant, kib, AMPLE_INODES))
    for inodes in range(before[1] + 1, after[1]):
        yield Case(f"disk:{scenario.name}:{variant}:inodes:{inodes}", f"{scenario.name} inodes", group=group,
                   attempt=lambda s, inodes=inodes: attempt(s, scenario, variant, AMPLE_KIB, inodes))


def attempt(space, scenario, variant, kib, inodes):
    ready = stage(space, scenario, variant)
    with Small(space) as small:
        ready.reset(space)
        small.resize(kib, inodes)
        result = space.run(ready.command(space))
        if result.code == 0:
            oracle.still_whole(space, ready, {"after"})
            raise Missed("there was room enough")
        if "No space left" not in result.stderr:
            oracle.ended_in_order(space, result)
            raise Missed(f"another end: {result.shown()}")
        small.resize(AMPLE_KIB, AMPLE_INODES)
        oracle.after_an_error(space, ready, result, of_input=False)


def used(folder):
    room = os.statvfs(folder)
    kib = (room.f_blocks - room.f_bfree) * room.f_frsize // 1024
    return kib, room.f_files - room.f_ffree


class Small:
    """A file system in memory, mounted where the output folder is."""

    def __init__(self, space):
        self.space = space
        self.mount = space.root / "small"
        self.usual = space.output

    def __enter__(self):
        self.mount.mkdir(exist_ok=True)
        self.command("mount", "-t", "tmpfs", "-o", f"size={AMPLE_KIB}k,nr_inodes={AMPLE_INODES}", "none", self.mount)
        # The output is a folder inside, so that a run has to make it like any other.
        self.space.output = self.mount / "output"
        return self

    def __exit__(self, *_):
        self.space.output = self.usual
        subprocess.run(["umount", "--lazy", str(self.mount)], check=True)

    def resize(self, kib, inodes):
        self.command("mount", "-o", f"remount,size={kib}k,nr_inodes={inodes}", self.mount)

    def command(self, *words):
        administer(*words, purpose="no small file system can be mounted here")
