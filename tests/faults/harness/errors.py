"""I/O errors at the n-th operation, once and for good: a clear message, no data lost, or success where a retry is right."""

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
    "link": ["EIO", "ENOSPC", "EACCES", "EROFS"],
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
                    f"{answer} {when}", group=group,
                    attempt=lambda s, a=(point, answer, when): strike(s, scenario, variant, *a, places, space.root, wrap),
                )
    for limit in FILE_LIMITS:
        yield Case(f"errors:{scenario.name}:{variant}:files:{limit}", "few open files", group=group,
                   attempt=lambda s, limit=limit: few_files(s, scenario, variant, limit))


def creates(point):
    return point.kind == "open" and point.path.startswith("output/")


def strike(space, scenario, variant, point, answer, when, places, planned_at, wrap):
    ready = stage(space, scenario, variant)
    ready.reset(space)
    log = space.root / "trace"
    log.unlink(missing_ok=True)
    of_input = point.path.startswith("input")
    if when == "once":
        paths, moment = [space.root / point.path], f"{point.nth}"
    else:
        # The device is broken from now on: all of the input, or all of the output.
        half = str(planned_at / ("input" if of_input else "output"))
        paths = [place.replace(str(planned_at), str(space.root), 1) for place in places if place.startswith(half)]
        moment = f"{point.nth}+"
    fault = LIE if answer == "lie" else f"error={answer}"
    tracer = strace.options(log, [point.call], paths, [f"{point.call}:{fault}:when={moment}"])
    result = space.run(ready.command(space), [*wrap, *tracer], timeout=60)
    if not strace.struck(log, "(INJECTED)"):
        raise Missed(f"the run ended with {result.shown()}")
    if answer == "EINTR" and result.code != 0 and point.kind in ("open", "read", "write", "sync"):
        raise Failure(f"a call that was interrupted is to be made again: {result.shown()}")
    oracle.after_an_error(space, ready, result, of_input)


def few_files(space, scenario, variant, limit):
    ready = stage(space, scenario, variant)
    ready.reset(space)
    result = space.run(ready.command(space), ["prlimit", f"--nofile={limit}"])
    if result.code == 0:
        raise Missed("so many files are enough")
    if result.code == 127:
        raise Missed("the program was not even loaded")
    oracle.after_an_error(space, ready, result, of_input=True)
