"""Faults by strace: where a run touches files, and how to strike it there.

A point is a system call on a path, and the how-many-th of its kind on that path. strace counts per thread; a path is
touched by one thread at a time, so a point names one moment of the run. Staging folders are named after the process, so
runs are made in a process namespace of their own, where the number is the same every time; where that is not allowed,
the points in staging are found to differ from run to run and are left out.
"""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass

from .space import Unavailable

# `?` lets strace accept a name that this architecture does not have.
KINDS = {
    "open": ["?open", "openat"],
    "write": ["write", "pwrite64", "writev"],
    "sync": ["fsync", "fdatasync"],
    "rename": ["?rename", "renameat", "renameat2"],
    "link": ["?link", "linkat"],
    "symlink": ["?symlink", "symlinkat"],
    "mkdir": ["?mkdir", "mkdirat"],
    "unlink": ["?unlink", "unlinkat", "?rmdir"],
    "truncate": ["ftruncate"],
    "close": ["close"],
    "read": ["read", "pread64"],
    "list": ["getdents64"],
    "stat": ["statx", "?newfstatat", "?readlink", "readlinkat"],
    "lock": ["flock"],
    "copy": ["copy_file_range", "sendfile"],
}

CALL = re.compile(r"^(?:\[pid +)?(?P<thread>\d+)\]? +(?P<call>\w+)\((?P<rest>.*)$")
QUOTED = re.compile(r'"(?P<path>/[^"]*)"')
DESCRIPTOR = re.compile(r"(?:^|[ (])\d+<(?P<path>/[^>]*)>")


@dataclass(frozen=True)
class Point:
    kind: str
    call: str
    path: str
    nth: int

    def __str__(self):
        return f"{self.call}:{self.path}:{self.nth}"


def options(log, calls, paths=(), inject=()):
    """strace's own arguments, without the program. (With `--seccomp-bpf` the path filter of strace 6.1 sees nothing.)"""
    arguments = ["strace", "-f", "-o", log, "-e", "trace=" + ",".join(calls)]
    for path in paths:
        arguments += ["-P", path]
    for injection in inject:
        arguments += ["-e", "inject=" + injection]
    return arguments


def namespace():
    """A process namespace of its own makes process numbers repeat; empty where it is not allowed."""
    wrap = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"]
    if shutil.which("unshare") and subprocess.run([*wrap, "true"], capture_output=True).returncode == 0:
        return wrap
    return []


def demand_strace(space):
    if not shutil.which("strace"):
        raise Unavailable("strace is not installed")
    result = space.run(["--version"], options(space.root / "trace", ["openat"]))
    if result.code != 0:
        raise Unavailable(f"strace cannot trace here: {result.stderr.strip()}")


def observe(space, arguments, kinds, wrap):
    """The points of one run, in their order; paths relative to the space's root."""
    log = space.root / "trace"
    calls = [call for kind in kinds for call in KINDS[kind]]
    tracer = options(log, calls)
    tracer.insert(1, "-y")
    space.must(arguments, [*wrap, *tracer])
    kind_of = {call.lstrip("?"): kind for kind in kinds for call in KINDS[kind]}
    counts, points = Counter(), []
    for line in log.read_text(errors="replace").splitlines():
        match = CALL.match(line)
        if not match or match["call"] not in kind_of:
            continue
        kind = "enter" if "O_DIRECTORY" in match["rest"] else kind_of[match["call"]]
        for path in touched(match["rest"], str(space.root)):
            key = (match["thread"], match["call"], path)
            counts[key] += 1
            points.append(Point(kind, match["call"], path, counts[key]))
    return list(dict.fromkeys(points))


def touched(rest, root):
    """The paths under the root that strace's path filter would see in the call."""
    arguments = rest.rsplit(") = ", 1)[0]
    found = [match["path"] for pattern in (QUOTED, DESCRIPTOR) for match in pattern.finditer(arguments)]
    inside = [path[len(root) + 1 :] for path in found if path.startswith(root + "/")]
    return list(dict.fromkeys(inside))


def points(space, arguments, kinds, reset):
    """The points that two runs have in common, and how to wrap a run so that they are met again."""
    wrap = namespace()
    seen = []
    for _ in range(2):
        reset(space)
        seen.append(observe(space, arguments, kinds, wrap))
    again = set(seen[1])
    return [point for point in seen[0] if point in again], wrap


def struck(log, what):
    """Whether the log shows that the fault landed."""
    try:
        return what in log.read_text(errors="replace")
    except FileNotFoundError:
        return False


def struck_by(log, fault):
    """Whether the log shows the injected answer to one of the fault's calls."""
    calls = [call.lstrip("?") for call in fault.split(":")[0].split(",")]
    error = re.search(r"error=(\w+)", fault)
    answered = f" {error[1]} " if error else ""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    injected = [line for line in lines if "(INJECTED)" in line and answered in line]
    return any(f"{call}(" in line or f"{call} resumed" in line for call in calls for line in injected)
