"""SIGKILL at every kind of file operation: the old version or the new one is whole, and the next run mends all."""

from . import oracle, strace
from .cases import Case
from .scenarios import cases_of_all, stage
from .space import Missed

NAME = "kill"
REQUIRED, REQUIRED_LONG = 300, 10_000
KINDS = ["open", "write", "sync", "rename", "link", "symlink", "mkdir", "unlink", "truncate", "close"]


def cases(space, plan):
    """Every point of every scenario, for as many corpora as are needed for the long form."""
    strace.demand_strace(space)
    return cases_of_all(space, plan, NAME, of_scenario)


def of_scenario(space, scenario, variant):
    ready = stage(space, scenario, variant)
    found, wrap = strace.points(space, ready.command(space), KINDS, ready.reset)
    return [
        Case(f"kill:{scenario.name}:{variant}:{point}", f"{scenario.name} {point.kind}", group=(scenario.name, variant),
             attempt=lambda s, point=point: attempt(s, scenario, variant, point, wrap))
        for point in found
    ]


def attempt(space, scenario, variant, point, wrap):
    ready = stage(space, scenario, variant)
    ready.reset(space)
    log = space.root / "trace"
    log.unlink(missing_ok=True)
    injection = f"{point.call}:signal=SIGKILL:when={point.nth}"
    tracer = strace.options(log, [point.call], [space.root / point.path], [injection])
    result = space.run(ready.command(space), [*wrap, *tracer])
    if not strace.struck(log, "+++ killed by SIGKILL"):
        raise Missed(f"the run ended with {result.shown()}")
    oracle.still_whole(space, ready, {ready.before, "after"})
    oracle.converges(space, ready)
