"""I/O errors at the n-th operation, once and for good: a clear message, no data lost, or success where a retry is right."""

import re

from . import oracle, strace
from .cases import Case
from .scenarios import cases_of_all, stage
from .space import Failure, Missed

NAME = "errors"
REQUIRED, REQUIRED_LONG = 300, 10_000

# What the system may answer to each kind of call.
ANSWERS = {
    "open": ["EIO", "EACCES", "EMFILE", "EINTR"],
    # A folder to be listed: opening one is not made again by the standard library, and no disk interrupts it.
    "enter": ["EIO", "EACCES", "EMFILE"],
    "create": ["EIO", "EACCES", "EMFILE", "ENOSPC", "EROFS", "EINTR"],
    "read": ["EIO", "EINTR"],
    "list": ["EIO"],
    "stat": ["EIO", "EACCES"],
    "write": ["EIO", "ENOSPC", "EINTR", "lie"],
    "sync": ["EIO", "ENOSPC", "EINTR"],
    "rename": ["EIO", "ENOSPC", "EACCES", "EROFS"],
    "link": ["EMLINK", "EPERM", "EXDEV", "EIO", "ENOSPC"],
    "symlink": ["EIO", "ENOSPC", "EACCES", "EROFS"],
    "mkdir": ["EIO", "ENOSPC", "EACCES", "EROFS"],
    "unlink": ["EIO", "EACCES", "EROFS"],
    "truncate": ["EIO", "ENOSPC"],
    "lock": ["EIO"],
    "copy": ["EIO"],
}
KINDS = [kind for kind in ANSWERS if kind not in ("create", "enter")]
# Interrupted once is retried; a system that interrupts for good is none. A lie is a device that says it wrote a
# byte and did not: what is read back has to show it.
ONLY_ONCE = {"EINTR", "lie"}
LIE = "retval=1"
# Interrupted, these are made again.
RETRIED = ("open", "read", "write", "sync")
# What says that there are no second names here, for this file or for any: it is copied instead.
NO_SECOND_NAME = {"EMLINK", "EPERM", "EXDEV"}
# What the next version is built upon. Faults there are kinds of their own, so that each run of the test meets them.
LEDGER = re.compile(r"^output/_versions/\d+/inputs\.tsv$")
OLD_PART = re.compile(r"^output/_versions/\d+/\w+/part-\d+\.parquet$")
# Numbers of open files that are allowed, beside the errors of strace: the real thing.
FILE_LIMITS = range(4, 24)


def cases(space, plan):
    strace.demand_strace(space)
    return cases_of_all(space, plan, NAME, of_scenario)


def of_scenario(space, scenario, variant):
    ready = stage(space, scenario, variant)
    points, wrap = strace.points(space, ready.command(space), KINDS, ready.reset)
    places = [str(space.root / path) for path in dict.fromkeys(point.path for point in points)]
    group = (scenario.name, variant)
    for point in points:
        for answer in ANSWERS["create" if creates(point) else point.kind]:
            for when in ("once",) if answer in ONLY_ONCE else ("once", "for good"):
                yield Case(
                    f"errors:{scenario.name}:{variant}:{point}:{answer}:{when.replace(' ', '-')}",
                    f"{answer} {when}{of_what(point)}", group=group,
                    attempt=lambda s, a=(point, answer, when): strike(s, scenario, variant, *a, places, space.root, wrap),
                )
    yield from of_copies(scenario, variant, points, wrap)
    yield from of_hidden_folders(scenario, variant, points)
    for limit in FILE_LIMITS:
        yield Case(f"errors:{scenario.name}:{variant}:files:{limit}", "few open files", group=group,
                   attempt=lambda s, limit=limit: few_files(s, scenario, variant, limit))


def creates(point):
    return point.kind == "open" and point.path.startswith("output/") and not is_built_upon(point)


def is_built_upon(point):
    return bool(LEDGER.match(point.path) or OLD_PART.match(point.path))


def of_what(point):
    """The words that make a kind of its own of it."""
    if point.kind == "link":
        return " at a link"
    if point.kind in ("open", "read", "stat") and LEDGER.match(point.path):
        return " at the ledger"
    if point.kind in ("open", "read", "stat") and OLD_PART.match(point.path):
        return " at an old part"
    if point.kind in ("list", "enter") and point.path.startswith("input"):
        return " at a folder of texts"
    return ""


def strike(space, scenario, variant, point, answer, when, places, planned_at, wrap):
    of_input = point.path.startswith("input")
    if when == "once":
        paths, moment = [space.root / point.path], f"{point.nth}"
    else:
        # The device is broken from now on: all of the input, or all of the output.
        half = str(planned_at / ("input" if of_input else "output"))
        paths = [place.replace(str(planned_at), str(space.root), 1) for place in places if place.startswith(half)]
        moment = f"{point.nth}+"
    fault = LIE if answer == "lie" else f"error={answer}"
    ready = stage(space, scenario, variant)
    result = traced(space, ready, [point.call], paths, [f"{point.call}:{fault}:when={moment}"], wrap)
    as_it_should_be(point, answer, result)
    oracle.after_an_error(space, ready, result, of_input)


def traced(space, ready, calls, paths, faults, wrap=()):
    """Runs the command from the start under strace, which injects the faults; they must have landed."""
    ready.reset(space)
    log = space.root / "trace"
    log.unlink(missing_ok=True)
    result = space.run(ready.command(space), [*wrap, *strace.options(log, calls, paths, faults)], timeout=60)
    # Of several faults each has to land.
    missing = [fault for fault in faults if not strace.struck_by(log, fault)]
    if missing:
        raise Missed(f"without {missing} the run ended with {result.shown()}")
    return result


def as_it_should_be(point, answer, result):
    """What is asked of some ends beside what holds for all."""
    if answer == "EINTR" and point.kind in RETRIED and result.code != 0:
        raise Failure(f"a call that was interrupted is to be made again: {result.shown()}")
    if answer in NO_SECOND_NAME and point.kind == "link" and result.code != 0:
        raise Failure(f"a file without a second name is to be copied: {result.shown()}")
    if answer != "EINTR" and point.kind in ("open", "read") and LEDGER.match(point.path) and result.code in (0, 1):
        raise Failure(f"a ledger that cannot be read was taken for none: {result.shown()}")
    if "--refresh" in result.stderr:
        raise Failure(f"an error that may be gone in a moment was taken for damage: {result.shown()}")


def few_files(space, scenario, variant, limit):
    ready = stage(space, scenario, variant)
    ready.reset(space)
    result = space.run(ready.command(space), ["prlimit", f"--nofile={limit}"])
    if result.code == 0:
        raise Missed("so many files are enough")
    if result.code == 127:
        raise Missed("the program was not even loaded")
    oracle.after_an_error(space, ready, result, of_input=True)


# A copy meets the errors of the call that copies, and of those around it.
OF_A_COPY = [
    ("copy_file_range", "EIO"),
    ("copy_file_range", "ENOSPC"),
    ("sendfile", "EIO"),
    ("fsync", "EIO"),
    ("openat", "EMFILE"),
    ("openat", "EACCES"),
]


def of_copies(scenario, variant, points, wrap):
    """Where there are no second names files are copied, and the copy stumbles too."""
    links = list(dict.fromkeys(point.path for point in points if point.kind == "link"))
    for new_name in (path for path in links if path.startswith("output/_staging")):
        names = [path for path in links if path.split("/")[-2:] == new_name.split("/")[-2:]]
        for call, answer in OF_A_COPY:
            yield Case(f"errors:{scenario.name}:{variant}:copy:{new_name}:{call}:{answer}", f"{answer} at a copy",
                       group=(scenario.name, variant),
                       attempt=lambda s, a=(names, call, answer): strike_a_copy(s, scenario, variant, *a, wrap))


def strike_a_copy(space, scenario, variant, names, call, answer, wrap):
    ready = stage(space, scenario, variant)
    faults = ["linkat:error=EXDEV", f"{call}:error={answer}:when=1"]
    result = traced(space, ready, ["linkat", call], [space.root / name for name in names], faults, wrap)
    oracle.after_an_error(space, ready, result, of_input=False)


# All that would tell what lies in a folder.
LOOKING = ("openat", "?open", "statx", "?newfstatat", "?readlink", "readlinkat")


def of_hidden_folders(scenario, variant, points):
    """A folder of which the system says nothing at all, as without the right to pass through the one above."""
    folders = dict.fromkeys(point.path for point in points if point.kind == "enter" and point.path.startswith("input/"))
    for folder in folders:
        hidden = list(dict.fromkeys(point.path for point in points if f"{point.path}/".startswith(f"{folder}/")))
        yield Case(f"errors:{scenario.name}:{variant}:hidden:{folder}", "EACCES for good at a hidden folder",
                   group=(scenario.name, variant), attempt=lambda s, hidden=hidden: hide(s, scenario, variant, hidden))


def hide(space, scenario, variant, paths):
    ready = stage(space, scenario, variant)
    result = traced(space, ready, LOOKING, [space.root / path for path in paths], [f"{','.join(LOOKING)}:error=EACCES"])
    if result.code != 1:
        raise Failure(f"a folder of which nothing is known is to give exit code 1: {result.shown()}")
    oracle.after_an_error(space, ready, result, of_input=True)
