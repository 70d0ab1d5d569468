"""What must hold after a fault, in one place for all kinds of faults."""

import re

import judge

from .space import DOCUMENTED, Failure, judged

# A reader of Parquet that panics on an I/O error is caught by the program and reported like any other.
PANIC_OF_OURS = re.compile(r"panicked at (?!\S*/registry/)")
# An error after the swap has to say that the version stands.
PUBLISHED = re.compile(r"version \d+ was published")
# What is lacking has no path.
OF_THE_PROCESS = ("signals cannot be received", "cannot start the worker threads")


def still_whole(space, stage, allowed, exact=True):
    """The folder shows one of the allowed versions, by the judge's word and by the program's; the old ones are as they were."""
    shown = judged(space, stage.expected, exact)
    old_versions_are_kept(space, stage)
    # Where nothing changed, the version before and the one after have the same files.
    if shown not in allowed and not same_files(stage, shown, allowed):
        raise Failure(f"the folder shows `{shown}`, and not one of {sorted(allowed)}")
    if shown != judge.NOTHING:
        space.check()
    return shown


def old_versions_are_kept(space, stage):
    try:
        judge.history_is_kept(space.output, stage.history, stage.scenario.may_lose)
    except judge.Fault as fault:
        raise Failure(str(fault)) from fault


def same_files(stage, shown, allowed):
    files = stage.expected.get(shown, {}).get("files")
    return any(stage.expected.get(name, {}).get("files") == files for name in allowed)


def converges(space, stage, exact=True):
    """The next run succeeds, sweeps what the dead one left, and makes what an undisturbed one makes."""
    result = space.run(stage.command(space))
    if result.code != 0:
        raise Failure(f"the next run gave {result.shown()}")
    shown = judged(space, stage.expected, exact)
    old_versions_are_kept(space, stage)
    if shown != "after" and not same_files(stage, shown, {"after"}):
        raise Failure(f"after the next run the folder shows `{shown}`")
    left = judge.leftovers(space.output)
    if left:
        raise Failure(f"the next run did not sweep {left}")
    names = [path.name for path in judge.versions(space.output)]
    if exact and stage.scenario.same_versions and names != stage.versions:
        raise Failure(f"the versions are {names}; without the fault they are {stage.versions}")


def ended_in_order(space, result):
    """A documented exit code, no panic of ours, and a message that names a path."""
    if result.code not in DOCUMENTED or PANIC_OF_OURS.search(result.stderr):
        raise Failure(f"not an end in order: {result.shown()}")
    names_a_path = str(space.root) in result.stderr or any(words in result.stderr for words in OF_THE_PROCESS)
    if result.code > 1 and not names_a_path:
        raise Failure(f"the message names no path: {result.shown()}")


def after_an_error(space, stage, result, of_input):
    """Success with all data, success with what was lost in quarantine and exit code 1, or failure and the old version.

    What stumbled while the input was compared may have been read once more: then the rows are the same, and lie in other parts.
    """
    ended_in_order(space, result)
    exact = True
    if result.code == 0:
        exact = not of_input
        still_whole(space, stage, {"after"}, exact)
    elif result.code == 1 and of_input:
        exact = False
        nothing_is_lost(space, stage)
    else:
        still_whole(space, stage, {"after" if PUBLISHED.search(result.stderr) else stage.before})
    converges(space, stage, exact)


def nothing_is_lost(space, stage):
    """A version was published although not all could be read: what is missing is in quarantine, what is out of sight stays."""
    try:
        judge.accounted_for(space.output, *stage.documents, is_folder=lambda path: (space.input / path).is_dir())
    except judge.Fault as fault:
        raise Failure(str(fault)) from fault
    old_versions_are_kept(space, stage)
    space.check()
